"""A made-up campaign of Quận 12 that shows everything units really send in."""

from addin.demo.lines import DEMO_LINES, DemoLine
from addin.demo.office import demo_office_facts
from addin.demo.units import write_demo_units

__all__ = ["DEMO_LINES", "DemoLine", "demo_office_facts", "write_demo_units"]
