"""A few places that behave as the real ones do: two provinces, one of them merged from two."""

from collections.abc import Sequence
from datetime import date

from motcua.kernel.words import Text, fold
from motcua.modules.forms.rules import FormerPlace, PlaceName

HANOI = PlaceName("01", Text("Thành phố Hà Nội"))
NINH_BINH = PlaceName("37", Text("Tỉnh Ninh Bình"))
HOAN_KIEM = PlaceName("00070", Text("Phường Hoàn Kiếm"))
BA_DINH = PlaceName("00004", Text("Phường Ba Đình"))
HOA_LU = PlaceName("14329", Text("Phường Hoa Lư"))
COMMUNES = {"01": [HOAN_KIEM, BA_DINH], "37": [HOA_LU]}
FORMER = [FormerPlace(Text("Phường Hàng Trống, quận Hoàn Kiếm"), HANOI, HOAN_KIEM)]


class FewPlaces:
    """Stands in for the register of places."""

    def provinces(self, on: date) -> Sequence[PlaceName]:  # noqa: ARG002
        return [HANOI, NINH_BINH]

    def communes(self, province: str, on: date) -> Sequence[PlaceName]:  # noqa: ARG002
        return COMMUNES.get(province, [])

    def lies_in(self, commune: str, province: str, on: date) -> bool:
        return any(place.code == commune for place in self.communes(province, on))

    def name(self, code: str, on: date) -> Text:  # noqa: ARG002
        known = [HANOI, NINH_BINH, *COMMUNES["01"], *COMMUNES["37"]]
        return next((place.name for place in known if place.code == code), Text(code))

    def formerly(self, words: str) -> Sequence[FormerPlace]:
        return [place for place in FORMER if fold(words) in fold(place.former.vi)]
