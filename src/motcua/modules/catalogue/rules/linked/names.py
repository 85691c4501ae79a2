"""Names of the small lists linked data points into, in both languages."""

from collections.abc import Mapping

from motcua.kernel.words import Text

from ..levels import Extent
from ..procedure import Audience, Channel, LifeEvent

CHANNELS: Mapping[str, Text] = {
    Channel.ONLINE: Text("Trực tuyến", "Online"),
    Channel.COUNTER: Text("Trực tiếp tại quầy", "At the counter"),
    Channel.POST: Text("Qua bưu chính công ích", "By public post"),
}
AUDIENCES: Mapping[str, Text] = {
    Audience.CITIZEN: Text("Công dân Việt Nam", "Citizens of Viet Nam"),
    Audience.FOREIGNER: Text("Người nước ngoài", "Foreigners"),
    Audience.BUSINESS: Text("Doanh nghiệp", "Businesses"),
    Audience.COOPERATIVE: Text("Hợp tác xã", "Cooperatives"),
    Audience.ORGANISATION: Text("Cơ quan, tổ chức", "Organisations"),
}
EXTENTS: Mapping[str, Text] = {
    Extent.FULL: Text("Toàn trình", "Fully online"),
    Extent.PARTIAL: Text("Một phần", "Partly online"),
    Extent.INFORMATION: Text("Cung cấp thông tin", "Information only"),
}
EVENTS: Mapping[str, Text] = {event.value: event.name_of for event in LifeEvent}
#: Of the groups of events, the one that is about businesses as well as people.
BUSINESS_EVENTS = frozenset({LifeEvent.WORK.value})
