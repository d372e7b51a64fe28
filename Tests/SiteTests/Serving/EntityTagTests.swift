import Testing

@testable import Site

@Suite("Tags of what a reader holds")
struct EntityTagTests {
    @Test(
        "The same tag is known among others, weak or not; another is not",
        arguments: [
            ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("\"b\" ,W/\"a\"", true), ("*", true),
            ("\"b\"", false),
            ("a", false), ("", false),
        ])
    func known(field: String, isKnown: Bool) {
        #expect(EntityTags(field).name("\"a\"") == isKnown)
    }
}
