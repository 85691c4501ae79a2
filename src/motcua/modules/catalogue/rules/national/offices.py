"""Who decides, in a record's words, and which kind of agency that is."""

import re

from motcua.modules.organisation.rules import AgencyKind

from ..procedure import Audience
from .record import Detail
from .wording import line

_COMMUNE = r"(?:cấp )?(?:xã|phường|đặc khu)"
_CITY = r"(?:cấp )?(?:tỉnh|thành phố)"
_COMMITTEE = r"(?:ủy ban nhân dân|ubnd)"
#: The first that fits names the kind.
_KINDS: tuple[tuple[re.Pattern[str], AgencyKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (rf"công an +{_COMMUNE}", AgencyKind.COMMUNE_POLICE),
        (rf"công an +{_CITY}", AgencyKind.CITY_POLICE),
        (r"bảo hiểm xã hội", AgencyKind.SOCIAL_INSURANCE),
        (rf"{_COMMITTEE}[^,;]*? +{_COMMUNE}", AgencyKind.COMMUNE_COMMITTEE),
        (rf"^phòng .*{_COMMUNE}", AgencyKind.COMMUNE_COMMITTEE),
        (rf"{_COMMITTEE}[^,;]*? +{_CITY}", AgencyKind.CITY_COMMITTEE),
        (r"^(?:giám đốc )?sở ", AgencyKind.DEPARTMENT),
    )
)
AUDIENCES = {
    "ĐT1": Audience.CITIZEN,  # Vietnamese citizens
    "ĐT2": Audience.BUSINESS,
    "ĐT3": Audience.FOREIGNER,  # residing here
    "ĐT4": Audience.FOREIGNER,
    "ĐT5": Audience.CITIZEN,  # members of the Party
    "ĐT6": Audience.ORGANISATION,  # organisations of the Party
    "ĐT7": Audience.ORGANISATION,  # foreign organisations
    "ĐT8": Audience.BUSINESS,  # Vietnamese enterprises
    "ĐT9": Audience.ORGANISATION,
    "ĐT10": Audience.BUSINESS,  # with foreign capital
    "DT11": Audience.COOPERATIVE,
    "DT12": Audience.CITIZEN,  # Vietnamese abroad
    "DT13": Audience.CITIZEN,  # officials
    "ĐT14": Audience.CITIZEN,  # without a known residence
    "ĐT15": Audience.FOREIGNER,  # resided here
}


def deciding(detail: Detail) -> list[tuple[AgencyKind, str]]:
    """Offices and groups of offices that carry it out, each once."""
    named = [*detail.departments_executing, *detail.unit_groups_executing]
    names = dict.fromkeys(line(each.name) for each in named if each is not None)
    return [(kind_of(name), name) for name in names if name]


def kind_of(name: str) -> AgencyKind:
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), AgencyKind.OTHER)


def audience(detail: Detail) -> list[Audience]:
    """Ours for theirs; sixteen groups of the portal are five here."""
    known = [
        AUDIENCES.get((each.code or "").strip()) for each in detail.subject_types_details if each
    ]
    return list(dict.fromkeys(each for each in known if each is not None))
