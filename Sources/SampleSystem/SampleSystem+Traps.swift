import Hummingbird

extension SampleSystem {
    /// Pages that misbehave, each in one way.
    func addTraps(to router: Router<BasicRequestContext>) {
        let traps: [(String, String, String)] = [
            ("alert", "", "alert('口座番号 1234567 は使えません')"),
            ("prompt", "", "prompt('暗証番号は？')"),
            ("popup", "", "window.open('/menu')"),
            ("unasked", "", "location.href = '/trap/small'"),
            // Answers, and then keeps its thread for ever.
            ("busy", "", "for (;;) {}"),
            ("image", "<img src=\"\(options.elsewhere)?data=1\" alt=\"\">", ""),
            ("send", "", "fetch('\(options.elsewhere)', { method: 'POST', body: 'data' }).catch(() => {})"),
            ("leave", "", "location.href = '\(options.elsewhere)'"),
            (
                "socket", "",
                "try { new WebSocket('\(options.elsewhere.replacing("http", with: "ws"))') } catch (error) {}"
            ),
        ]
        for (name, html, script) in traps {
            router.get("/trap/\(name)") { [self] _, _ in page(document("わな", trapForm + html, script: script)) }
        }
        router.get("/trap/late") { [self] _, _ in
            page(
                document(
                    "わな", "<form action=\"/quick\" method=\"post\" id=\"place\"></form>",
                    script: """
                        setTimeout(() => { document.getElementById('place').innerHTML = `\(trapField)`; }, 300);
                        """))
        }
        router.get("/trap/shadow") { [self] _, _ in
            page(
                document(
                    "わな", "<div id=\"host\"></div>",
                    script: """
                        document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = `\(trapField)`;
                        """))
        }
        // A mask that rewrites what is typed.
        router.get("/trap/mask") { [self] _, _ in
            page(
                document(
                    "わな", trapForm,
                    script:
                        "document.getElementById('number').addEventListener('input', (e) => { e.target.value = e.target.value.slice(0, 3); });"
                ))
        }
        router.get("/trap/silent") { _, _ in
            try await Task.sleep(for: .seconds(600))
            return Self.text("")
        }
        router.get("/trap/fault") { _, _ in Response(status: .internalServerError) }
        router.get("/trap/redirect") { [self] _, _ in
            Response(status: .seeOther, headers: [.location: options.elsewhere])
        }
        // What it sends is passed on elsewhere, all of it before the form is there.
        router.get("/trap/onward") { [self] _, _ in
            page(
                document(
                    "わな", "<form action=\"/quick\" method=\"post\" id=\"place\"></form>",
                    script: """
                        const sent = [...Array(20).keys()].map((number) =>
                            fetch('/trap/onward', { method: 'POST', body: new URLSearchParams({ number }), mode: 'no-cors' }).catch(() => {}));
                        Promise.all(sent).then(() => { document.getElementById('place').innerHTML = `\(trapField)`; });
                        """))
        }
        router.post("/trap/onward") { [self] _, _ in
            Response(status: .temporaryRedirect, headers: [.location: options.elsewhere])
        }
        // Its worker, which belongs to no page, sends something elsewhere before the form is there.
        router.get("/trap/worker") { [self] _, _ in
            page(
                document(
                    "わな", "<form action=\"/quick\" method=\"post\" id=\"place\"></form>",
                    script: """
                        new SharedWorker('/trap/worker.js').port.onmessage = () => { document.getElementById('place').innerHTML = `\(trapField)`; };
                        """))
        }
        router.get("/trap/worker.js") { [self] _, _ in
            let script = """
                onconnect = (event) => fetch('\(options.elsewhere)', { method: 'POST', body: new URLSearchParams({ number: 1 }), mode: 'no-cors' })
                    .catch(() => {}).then(() => event.ports[0].postMessage(''));
                """
            return Response(
                status: .ok, headers: [.contentType: "text/javascript"],
                body: .init(byteBuffer: ByteBuffer(string: script)))
        }
        router.get("/trap/files") { [self] _, _ in
            page(
                document(
                    "わな",
                    "<section><h2>帳票</h2><a id=\"small\" href=\"/trap/small\" download>小さい帳票</a> <a id=\"endless\" href=\"/trap/endless\" download>終わらない帳票</a> <a id=\"stalled\" href=\"/trap/stalled\" download>途中で止まる帳票</a></section>"
                ))
        }
        router.get("/trap/small") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/csv", .contentDisposition: "attachment; filename=\"list.csv\""],
                body: .init(byteBuffer: ByteBuffer(string: "番号\n1\n")))
        }
        // Begins, and then sends nothing more.
        router.get("/trap/stalled") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/csv", .contentDisposition: "attachment; filename=\"late.csv\""],
                body: .init { writer in
                    try await writer.write(ByteBuffer(string: "番号\n"))
                    try await Task.sleep(for: .seconds(600))
                    try await writer.finish(nil)
                })
        }
        router.get("/trap/endless") { _, _ in
            let block = ByteBuffer(repeating: 0x41, count: 65_536)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream", .contentDisposition: "attachment; filename=\"x.bin\"",
                ],
                body: .init { writer in
                    while !Task.isCancelled { try await writer.write(block) }
                    try await writer.finish(nil)
                })
        }
    }

    private var trapForm: String { "<form action=\"/quick\" method=\"post\">\(trapField)</form>" }

    private var trapField: String {
        "<fieldset><legend>届出</legend><label for=\"number\">受付番号</label><input id=\"number\" name=\"number\"><button id=\"register\" name=\"step\">登録</button></fieldset>"
    }
}
