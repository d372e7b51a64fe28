import Hummingbird
import Storage
import Ward

/// Why a request gets no answer, in words: what happened and what to do.
struct RefusedAnswer: Sendable {
    let status: Int
    /// Stable, for programs.
    let code: String
    let title: String
    let sentences: [String]
    var links: [Link] = [Link("最初の画面へ", "/")]
    /// What the person had entered, so that it can be copied.
    var kept = Form()
    /// The word by which the log entry is found.
    var reference: String?
    var headers: [String: String] = [:]
    /// What is wrong with what a program sent.
    var findings: [ProgramFinding] = []

    /// Each thing that is wrong; at least that which the sentences say of the route.
    func findings(at pattern: String) -> [ProgramFinding] {
        findings.isEmpty
            ? [ProgramFinding(where: pattern, what: sentences.first ?? title, how: sentences.dropFirst().joined())]
            : findings
    }

    /// For programs; ``shape`` says the same in the document. Beside what the site tells stand the members of RFC 9457 (problem
    /// details), which general programs read.
    func json(at pattern: String) -> JSON {
        [
            "type": "about:blank", "title": .string(title), "status": JSON(status),
            "detail": .string(sentences.joined()),
            "error": [
                "code": .string(code), "message": .string(sentences.joined()), "reference": JSON(reference),
                "findings": JSON(findings(at: pattern).map(\.json)),
            ],
        ]
    }

    static let shape: AnswerShape = [
        "type": .text, "title": .text, "status": .integer, "detail": .text,
        "error": [
            "code": .text, "message": .text, "reference": .orNull(.text),
            "findings": .list(["where": .text, "what": .text, "how": .text]),
        ],
    ]
}

extension RefusedAnswer {
    static let malformedAddress = RefusedAnswer(
        status: 400, code: "malformedAddress", title: "アドレスが正しくありません",
        sentences: ["開こうとしたアドレスは、書き方が正しくないか、長すぎます。", "アドレスを確かめるか、最初の画面から開き直してください。"])

    static let unknownExpectation = RefusedAnswer(
        status: 417, code: "unknownExpectation", title: "求められた条件に応じられません",
        sentences: ["要求の「Expect」の値に、このサイトが知らないものがあります。", "「Expect: 100-continue」にするか、「Expect」を付けずに送り直してください。"])

    static func otherMethods(_ methods: [Route.Method]) -> RefusedAnswer {
        RefusedAnswer(
            status: 405, code: "methodNotAllowed", title: "この方法では開けません",
            sentences: ["このアドレスは、直接開いたり再読み込みしたりできません。", "前の画面に戻り、ボタンから操作してください。"],
            headers: [
                "Allow": methods.flatMap(\.names).joined(separator: ", ")
            ])
    }

    /// Asked for as JSON, and made for people only.
    static let noJSON = RefusedAnswer(
        status: 406, code: "noJSON", title: "JSONの形はありません",
        sentences: ["このページには、プログラム向けのJSONの形がありません。", "アドレスの末尾の「.json」を取って、ブラウザーで開いてください。"])

    static let busy = RefusedAnswer(
        status: 503, code: "busy", title: "ただいま混み合っています",
        sentences: ["データベースがほかの処理で使われていて、時間内に応答がありませんでした。変更は保存されていません。", "少し待ってから、もう一度操作してください。"],
        headers: ["Retry-After": "5"])

    static let manyCompute = waiting(
        "多くの行を調べる要求が重なっていて、順番を待つ人が多すぎます。少し待ってから、もう一度操作してください。", seconds: 10)

    /// Too many ask for the same work.
    static func waiting(_ words: String, seconds: Int) -> RefusedAnswer {
        RefusedAnswer(
            status: 503, code: "busy", title: "ただいま混み合っています", sentences: [words],
            headers: ["Retry-After": "\(seconds)"])
    }

    /// What was not committed is rolled back; a change may have been whole before what came after it took too long.
    static let tookTooLong = RefusedAnswer(
        status: 503, code: "tookTooLong", title: "時間がかかりすぎたため、取りやめました",
        sentences: [
            "この操作は決められた時間内に終わらなかったため、途中で取りやめました。変更の操作だったときは、保存されたかどうかを画面で確かめてください。",
            "少し待ってから、もう一度操作してください。続く場合は、範囲を狭めるか、操作と時刻を管理者に伝えてください。",
        ],
        headers: ["Retry-After": "30"])

    /// Whether a change was made is not known when its very commit got no answer.
    static let databaseAway = RefusedAnswer(
        status: 503, code: "databaseAway", title: "データベースに接続できません",
        sentences: [
            "データベースのサーバーとの接続が切れています。変更の操作だったときは、保存されたかどうかを、つながってから画面で確かめてください。",
            "自動で元に戻ります。少し待ってから、もう一度操作してください。",
        ],
        headers: ["Retry-After": "10"])

    static let diskFull = RefusedAnswer(
        status: 503, code: "diskFull", title: "保存する場所がありません",
        sentences: [
            "サーバーのディスクがいっぱいで、この操作による変更は保存されていません。",
            "管理者に伝えてください。空き容量が増えると、もう一度操作できます。",
        ],
        headers: ["Retry-After": "60"])

    static func failed(reference: String) -> RefusedAnswer {
        RefusedAnswer(
            status: 500, code: "failed", title: "処理を完了できませんでした",
            sentences: [
                "システムの内部で問題が起きました。この操作による変更は保存されていません。",
                "少し待ってからもう一度操作してください。続く場合は、次の受付番号を管理者に伝えてください。",
            ],
            reference: reference)
    }

    static func of(_ refused: ProgramRefused) -> RefusedAnswer {
        RefusedAnswer(
            status: refused.status, code: refused.code, title: "受け付けられませんでした",
            sentences: refused.findings.map { $0.what + $0.how }, findings: refused.findings)
    }

    static func of(_ refusal: PageRefusal, kept: Form = Form()) -> RefusedAnswer {
        switch refusal {
        case .notFound:
            RefusedAnswer(
                status: 404, code: "notFound", title: "ページが見つかりません",
                sentences: ["アドレスが間違っているか、ページが移動または削除された可能性があります。", "最初の画面か、上のメニューから探してください。"])
        case .gone(let words):
            RefusedAnswer(
                status: 410, code: "gone", title: "公開を取りやめました",
                sentences: words.split(whereSeparator: \.isNewline).map(String.init))
        case .signInNeeded:
            RefusedAnswer(
                status: 401, code: "signInNeeded", title: "サインインが必要です",
                sentences: ["サインインしていないか、しばらく操作がなかったためサインアウトしました。", "サインインしてから、もう一度操作してください。"],
                links: [Link("サインインする", "/sign-in")], kept: kept)
        case .forbidden(let permission):
            RefusedAnswer(
                status: 403, code: "forbidden", title: "このページを使う権限がありません",
                sentences: [
                    "この操作には「\(permission.title)」の権限が必要です。",
                    "必要な場合は、管理者に役割の追加を依頼してください。自分の役割はアカウントのページで確かめられます。",
                ],
                links: [Link("最初の画面へ", "/"), Link("アカウントを見る", "/account")])
        case .csrf:
            RefusedAnswer(
                status: 403, code: "csrf", title: "もう一度操作してください",
                sentences: [
                    "画面を開いてから時間がたったか、別の画面でサインインし直したため、送信を受け付けませんでした。変更は保存されていません。",
                    "前の画面を開き直し、内容を確かめてから送信してください。",
                ], kept: kept)
        case .tooLarge(let bytesMax):
            RefusedAnswer(
                status: 413, code: "tooLarge", title: "送られた内容が大きすぎます",
                sentences: ["一度に送れるのは\(BodyLimit.words(bytesMax))までです。", "ファイルを小さくするか、分けて送ってください。"],
                kept: kept, headers: ["Connection": "close"])
        case .badRequest(let words):
            RefusedAnswer(status: 400, code: "badRequest", title: "受け付けられませんでした", sentences: [words])
        case .conflict(let words):
            RefusedAnswer(
                status: 409, code: "conflict", title: "この操作はできません",
                sentences: words.split(whereSeparator: \.isNewline).map(String.init))
        }
    }
}
