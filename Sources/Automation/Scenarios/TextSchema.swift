import Scenarios
import Site

/// The JSON Schemas of what people write by hand, as editors and other programs read them; they hold nothing of the ward.
enum TextSchema: String, CaseIterable {
    case scenario, contract

    var title: String {
        switch self {
        case .scenario: "シナリオ"
        case .contract: "画面の約束"
        }
    }

    var text: String {
        switch self {
        case .scenario: Scenario.schema
        case .contract: ScreenContract.schema
        }
    }

    var path: String { "/automation/schemas/\(rawValue).json" }

    /// Below the field where the text is written.
    var note: HTML {
        """
        <p>書き方の決まりは、<a href="\(path)">\(title)のJSON Schema</a>にあります。\
        この場所を編集の道具に教えると、キーの候補と誤りを書きながら示します。サインインは要りません。</p>
        """
    }

    /// Open, because editors do not sign in.
    static let routes: [Route] = allCases.map { schema in
        Route(.get, String(schema.path.dropFirst()), access: .open) { _ in
            .bytes(Array(schema.text.utf8), type: "application/schema+json")
        }
    }
}
