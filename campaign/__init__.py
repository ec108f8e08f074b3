"""The rules of an emulation campaign: no Excel, no Google, no network, no clock."""
