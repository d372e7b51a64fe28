import Testing
import Ward

@testable import Site

@Suite("How routes are described to programs")
struct OpenAPIOperationTests {
    @Test("A shape finds what is missing, what was not declared and what is of another type, each with its place")
    func shapes() {
        let shape: AnswerShape = [
            "on": .text, "total": .orNull(.integer), "rows": .list(["id": .text, "isOpen": .flag]), "more": .anyObject,
        ]
        let right: JSON = ["on": "2026-04-01", "total": nil, "rows": [["id": "1", "isOpen": true]], "more": ["x": 1]]
        #expect(shape.differences(from: right) == [])
        let wrong: JSON = ["on": 1, "total": "7", "rows": [["id": "1"], ["id": "2", "isOpen": false, "x": nil]]]
        #expect(
            shape.differences(from: wrong) == [
                "$.more: missing", "$.on: another type", "$.rows[0].isOpen: missing", "$.rows[1].x: not declared",
                "$.total: another type",
            ])
        #expect(shape.differences(from: []) == ["$: another type"])
    }

    @Test("A shape is a schema in which every member is needed and no other may stand")
    func schema() {
        let shape: AnswerShape = ["id": .text, "count": .orNull(.integer)]
        #expect(
            shape.schema == [
                "type": "object", "required": ["count", "id"], "additionalProperties": false,
                "properties": [
                    "id": ["type": "string"], "count": ["anyOf": [["type": "integer"], ["type": "null"]]],
                ],
            ])
    }

    private static let fields: [any DeclaredField] = [
        Field.text("name", "名称", max: 20, hint: "短く"), Field.textArea("note", "説明", max: 500).optional,
        Field.radios("kind", "種類", [Choice("a", "甲"), Choice("b", "乙")]),
        Field.checkboxes("units", "課", [], isRequired: true), Field.checkbox("isShown", "表示する"),
        Field.integer("count", "件数", in: 0...9),
    ]

    private static func operation(_ fields: [any DeclaredField]?) -> JSON {
        let program = Route.ProgramSide("書く", answer: .done, query: [Field.date("on", "日").optional], fields: fields)
        let route = Route(.post, "notices/:notice/lines/:line", needs: .manageUnits, program: program) { _ in .json([:])
        }
        return OpenAPIOperation(route: route, program: program, area: "board").json
    }

    @Test("Declared fields become a schema: bounded text, answers to choose from, lists, boxes and numbers")
    func body() {
        let body = Self.operation(Self.fields)["requestBody"]
        #expect(body?["required"] == true)
        let schema = body?["content"]?["application/json"]?["schema"]
        #expect(schema?["required"] == ["name", "kind", "units", "count"])
        let members = schema?["properties"]
        #expect(
            members?["name"] == ["type": "string", "maxLength": 20, "title": "名称", "description": "短く"])
        #expect(
            members?["note"] == ["anyOf": [["type": "string", "maxLength": 500], ["type": "null"]], "title": "説明"])
        #expect(members?["kind"] == ["type": "string", "enum": ["a", "b"], "title": "種類"])
        #expect(members?["units"] == ["type": "array", "items": ["type": "string"], "title": "課"])
        #expect(members?["isShown"] == ["anyOf": [["type": "boolean"], ["type": "null"]], "title": "表示する"])
        #expect(members?["count"] == ["type": ["string", "integer"], "title": "件数"])
    }

    @Test(
        "What has a file is sent in parts; what sends nothing needs no body; what depends on the record takes any fields"
    )
    func bodies() {
        let file = Self.operation([Field.file("file", "資料")])["requestBody"]
        let part = file?["content"]?["multipart/form-data"]?["schema"]?["properties"]?["file"]
        #expect(part?["contentMediaType"]?.string == "application/octet-stream")
        let nothing = Self.operation([])["requestBody"]
        #expect(nothing?["required"] == false)
        #expect(nothing?["content"]?["application/json"]?["schema"]?["properties"] == [:])
        let unknown = Self.operation(nil)["requestBody"]?["content"]?["application/json"]?["schema"]
        #expect(unknown?["properties"] == nil)
        #expect(unknown?["additionalProperties"] != nil)
    }

    @Test("Segments of the path and fields of the query are parameters, and the permission stands beside who may ask")
    func parameters() {
        let operation = Self.operation([])
        let parameters = operation["parameters"]?.array ?? []
        #expect(parameters.map { $0["name"]?.string } == ["notice", "line", "on"])
        #expect(parameters.map { $0["in"]?.string } == ["path", "path", "query"])
        #expect(operation["operationId"]?.string == "post_notices_notice_lines_line")
        #expect(operation["security"] == [["token": ["ward.unit.manage"]], ["session": ["ward.unit.manage"]]])
        #expect(operation["x-permission"]?["title"]?.string == Permission.manageUnits.title)
        let route = Route(.get, "a/:b/c", access: .signedIn) { _ in .json([:]) }
        #expect(route.openAPIPath == "/a/{b}/c")
        #expect(!route.takesTokens)
    }
}
