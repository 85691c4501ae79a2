"""The errors of NGSI-LD (ETSI GS CIM 009 v1.8.1, clauses 5.5.2 and 6.3.2), each with its status."""

from typing import ClassVar

from motcua.kernel.errors import Refusal

ERRORS = "https://uri.etsi.org/ngsi-ld/errors/"


class NgsiProblem(Refusal):
    """An error the standard names; `kind` ends its URI, `title` is the standard's own language."""

    code: ClassVar[str] = "ngsi-problem"
    kind: ClassVar[str] = "InternalError"
    title: ClassVar[str] = "The request could not be processed"


class BadContent(NgsiProblem):
    """The content does not meet the requirements of the operation."""

    code = "ngsi-bad-request-data"
    status = 400
    kind = "BadRequestData"
    title = "The content does not meet the requirements of the operation"


class InvalidRequest(NgsiProblem):
    """Not even well-formed."""

    code = "ngsi-invalid-request"
    status = 400
    kind = "InvalidRequest"
    title = "The request is malformed"


class AlreadyExists(NgsiProblem):
    """An entity or a context of that name is there."""

    code = "ngsi-already-exists"
    status = 409
    kind = "AlreadyExists"
    title = "It exists already"


class ResourceNotFound(NgsiProblem):
    """No such entity, attribute, type or context."""

    code = "ngsi-resource-not-found"
    status = 404
    kind = "ResourceNotFound"
    title = "It was not found"


class OperationNotSupported(NgsiProblem):
    """A part of the standard that is not there."""

    code = "ngsi-operation-not-supported"
    status = 422
    kind = "OperationNotSupported"
    title = "The operation is not supported"


class TooComplexQuery(NgsiProblem):
    """It would look at too many entities one by one."""

    code = "ngsi-too-complex-query"
    status = 403
    kind = "TooComplexQuery"
    title = "The query is too complex"


class TooManyResults(NgsiProblem):
    """A page or a batch is larger than what is handled at once."""

    code = "ngsi-too-many-results"
    status = 403
    kind = "TooManyResults"
    title = "The result would be too large"


class LdContextNotAvailable(NgsiProblem):
    """A context that is neither pinned nor hosted here: nothing is ever fetched."""

    code = "ngsi-ld-context-not-available"
    status = 503
    kind = "LdContextNotAvailable"
    title = "A context is not available here"


class NonexistentTenant(NgsiProblem):
    """One city, no tenants."""

    code = "ngsi-nonexistent-tenant"
    status = 404
    kind = "NonexistentTenant"
    title = "There is no such tenant"


class NotPermitted(NgsiProblem):
    """The entity is kept by somebody else."""

    code = "ngsi-not-permitted"
    status = 403
    kind = "OperationNotSupported"
    title = "The entity is kept by somebody else"
