"""Refusals, in the words and the JSON shapes that Google uses."""

from __future__ import annotations

from sheets_sync.sandbox.json_types import Json

STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}


class GoogleRefusal(Exception):  # noqa: N818 - it plays Google's part; no user of ours meets it
    """A request that the service refuses.

    Attributes:
        code: The HTTP status.
        message: Google's sentence.
        reason: Drive's machine-readable reason, such as ``notFound``.
        domain: Drive's domain of the reason.
        details: Further objects of the Sheets error body.
    """

    def __init__(
        self,
        code: int,
        message: str,
        *,
        reason: str = "",
        domain: str = "global",
        details: list[Json] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.reason = reason
        self.domain = domain
        self.details = details or []

    def body(self, service: str) -> Json:
        """The error body as ``sheets`` or ``drive`` writes it."""
        if service == "drive" and self.reason:
            return self._drive_body()
        error: Json = {
            "code": self.code,
            "message": self.message,
            "status": STATUS_NAMES.get(self.code, "UNKNOWN"),
        }
        if self.details:
            error["details"] = self.details
        return {"error": error}

    def _drive_body(self) -> Json:
        item: Json = {"message": self.message, "domain": self.domain, "reason": self.reason}
        if self.reason == "notFound":
            item |= {"location": "fileId", "locationType": "parameter"}
        return {"error": {"code": self.code, "message": self.message, "errors": [item]}}


def bad_argument(message: str) -> GoogleRefusal:
    """The request says something that the service cannot do."""
    return GoogleRefusal(400, message, reason="badRequest")


def bad_value(field: str, kind: str, value: str) -> GoogleRefusal:
    """A field holds a value of the wrong kind."""
    return bad_field(field, f"Invalid value at '{field}' ({kind}), {value}")


def bad_field(field: str, sentence: str) -> GoogleRefusal:
    """A field cannot be taken; the sentence says why."""
    violation = {"field": field, "description": sentence}
    detail = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}
    return GoogleRefusal(400, sentence, reason="badRequest", details=[detail])


def no_permission() -> GoogleRefusal:
    """The account may not do this with the spreadsheet."""
    return GoogleRefusal(403, "The caller does not have permission", reason="forbidden")


def no_spreadsheet() -> GoogleRefusal:
    """There is no such spreadsheet."""
    return GoogleRefusal(404, "Requested entity was not found.")


def no_file(file_id: str) -> GoogleRefusal:
    """There is no such file, or the account may not see it: Drive does not tell which."""
    return GoogleRefusal(404, f"File not found: {file_id}.", reason="notFound")


def no_file_permission() -> GoogleRefusal:
    """The account sees the file but may not do this with it."""
    return GoogleRefusal(
        403,
        "The user does not have sufficient permissions for this file.",
        reason="insufficientFilePermissions",
    )


def protected_cell() -> GoogleRefusal:
    """The range is protected against this account (Sheets answers 400 here, not 403)."""
    return GoogleRefusal(
        400,
        "You are trying to edit a protected cell or object. Please contact the spreadsheet owner "
        "to remove protection if you need to edit.",
        reason="badRequest",
    )


def no_storage() -> GoogleRefusal:
    """The account would own the file, but has no storage left; a service account has none."""
    return GoogleRefusal(
        403,
        "The user's Drive storage quota has been exceeded.",
        reason="storageQuotaExceeded",
    )


def too_many_cells(limit: int) -> GoogleRefusal:
    """The spreadsheet would grow beyond what Google keeps."""
    return bad_argument(
        "This action would increase the number of cells in the workbook above the limit of "
        f"{limit} cells."
    )


def too_long(limit: int) -> GoogleRefusal:
    """A cell would hold more text than Google keeps in one."""
    return bad_argument(
        f"Your input contains more than the maximum of {limit} characters in a single cell."
    )


def no_credentials() -> GoogleRefusal:
    """The bearer token is missing, unknown or has expired."""
    return GoogleRefusal(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie or other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project.",
    )


def no_scope() -> GoogleRefusal:
    """The token is good, but was not asked for this service."""
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
    }
    return GoogleRefusal(403, "Request had insufficient authentication scopes.", details=[info])


def internal() -> GoogleRefusal:
    """Something went wrong inside."""
    return GoogleRefusal(500, "Internal error encountered.", reason="internalError")


def unavailable() -> GoogleRefusal:
    """The service cannot answer now."""
    return GoogleRefusal(503, "The service is currently unavailable.", reason="backendError")


def too_slow() -> GoogleRefusal:
    """The request took longer than Google lets one take."""
    return GoogleRefusal(504, "Deadline expired before operation could complete.")
