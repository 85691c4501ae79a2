"""What `ngsildclient` does to a city: a script for its own environment, given port and token."""

import importlib
import sys
from typing import Any


def main(port: int, token: str) -> None:  # noqa: PLR0915 -- one story
    library = importlib.import_module("ngsildclient")
    errors = importlib.import_module("ngsildclient.api.exceptions")
    entity: Any = library.Entity

    def signed(request: Any) -> Any:
        request.headers["Authorization"] = f"Bearer {token}"
        return request

    client = library.Client(hostname="127.0.0.1", port=port, custom_auth=signed, verbose=False)
    room = entity("AirQualityObserved", "HoanKiem:1")
    room.prop("no2", 22, unitcode="GQ").gprop("location", (21.03, 105.85))
    room.rel("refDevice", "Device:1").prop("name", "Hồ Gươm")

    assert client.create(room)
    assert client.exists(room)
    back = client.get(room)
    assert back["no2"]["value"] == 22
    assert back["location"]["value"]["coordinates"] == [105.85, 21.03]
    assert back["refDevice"]["object"] == "urn:ngsi-ld:Device:1"
    try:
        client.create(room)
    except errors.NgsiAlreadyExistsError:
        pass
    else:
        raise AssertionError("it was created twice")
    try:
        client.get("AirQualityObserved:none")
    except errors.NgsiResourceNotFoundError:
        pass
    else:
        raise AssertionError("it was found")

    many = [entity("AirQualityObserved", f"n{n}").prop("no2", n) for n in range(30)]
    assert client.batch.upsert(many).ok
    assert client.batch.upsert(many).n_ok == len(many)
    assert client.count(type="AirQualityObserved", q="no2>=20") == 11
    found = client.query(type="AirQualityObserved", q="no2>=20")
    assert sorted(each["no2"]["value"] for each in found) == [20, 21, 22, *range(22, 30)]
    room.prop("no2", 99)
    assert client.update(room)
    assert client.get(room)["no2"]["value"] == 99
    assert client.types.list() == ["AirQualityObserved"]
    client.contexts.add({"@context": {"x": "https://example.org/x"}})
    (ours,) = client.contexts.list("jsonldContexts")
    assert client.contexts.exists(ours.rpartition("/")[2])
    assert client.contexts.delete(ours.rpartition("/")[2])
    assert client.batch.delete(many).ok
    assert client.delete(room)
    assert not client.exists(room)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
