"""All kinds by name. A new one needs a file here, a line below, sentences, a handbook row."""

from collections.abc import Mapping

from .address import Address
from .bank_account import BankAccount
from .computed import Computed
from .date import Date
from .decimal import Decimal
from .declaration import Declaration
from .email import Email
from .file import File
from .group import Group
from .kind import Kind
from .land_parcel import LandParcel
from .long_text import LongText
from .map_area import MapArea
from .map_point import MapPoint
from .money import Money
from .multiple_choice import MultipleChoice
from .organisation import Organisation
from .person_name import PersonName
from .personal_id import PersonalId
from .phone import Phone
from .reference_choice import ReferenceChoice
from .short_text import ShortText
from .signature import Signature
from .single_choice import SingleChoice
from .table import CELLS, Grid
from .time import Time
from .whole_number import WholeNumber
from .year import Year
from .yes_no import YesNo

_ALL: tuple[type[Kind], ...] = (
    ShortText,
    LongText,
    PersonName,
    PersonalId,
    Phone,
    Email,
    Date,
    WholeNumber,
    Money,
    Time,
    Year,
    Decimal,
    YesNo,
    ReferenceChoice,
    Organisation,
    BankAccount,
    Signature,
    SingleChoice,
    MultipleChoice,
    Address,
    File,
    Declaration,
    Computed,
    LandParcel,
    MapPoint,
    MapArea,
    Grid,
    Group,
)
KINDS: Mapping[str, type[Kind]] = {kind.name: kind for kind in _ALL}

# A group repeats short questions; files and promises are given once, and lists do not nest.
NOT_IN_GROUP = frozenset({File.name, Declaration.name, Signature.name, Grid.name, Group.name})
NOT_IN_TABLE = frozenset(KINDS) - CELLS
