"""An OParl server whose meetings have all changed each time that they are asked for."""
import http.server
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "oparl"))
import oparl  # noqa: E402

MEETINGS, ITEMS = 3000, 10


def serve_meetings(connection):
    """Each time that its body is asked for, all of a city has other names and dates of change."""
    state = {"round": 0}

    class City(oparl.City):
        def common(self, kind, number):
            moment = f"2024-05-06T{state['round'] // 60 % 24:02}:{state['round'] % 60:02}:09+02:00"
            return super().common(kind, number) | {"modified": moment}

        def meeting(self, number):
            meeting = super().meeting(number)
            meeting["name"] += f" {state['round']}"
            for item in meeting["agendaItem"]:
                item["name"] += f" {state['round']}"
            return meeting

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            state["round"] += self.path == "/body"
            content = json.dumps(city.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # An import that is ended in the middle leaves its request behind.
    server.handle_error = lambda *_: None
    city = City(f"http://127.0.0.1:{server.server_port}", MEETINGS, ITEMS)
    connection.send(server.server_port)
    server.serve_forever()
