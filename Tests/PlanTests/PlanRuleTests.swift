import Testing

@testable import Plan

@Suite("Rules in words")
struct PlanRuleTests {
    @Test("Every rule has a title of its own, which is no code")
    func titles() {
        let titles = PlanRule.allCases.map(\.title)
        #expect(Set(titles).count == titles.count)
        for title in titles { #expect(title.firstMatch(of: /[A-Z][0-9]/) == nil, "\(title)") }
    }

    @Test("No text about signals shows a code, and what has come is not said to come near")
    func signals() {
        for rule in SignalRule.allCases {
            #expect((rule.title + rule.criterion).firstMatch(of: /[A-Z][0-9]/) == nil, "\(rule)")
        }
        #expect(!SignalRule.dueSoon.title.contains("近づいて"))
    }
}
