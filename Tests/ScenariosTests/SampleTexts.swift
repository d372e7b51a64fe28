import Declaring
import RandomTesting
import Testing

@testable import Scenarios

/// Small texts for tests.
enum SampleTexts {
    static let screens = """
        system: 見本
        release: "1"
        screens:
          入力:
            title: 変更入力
            path: /entry
            controls:
              番号: {kind: field, candidates: [{id: number}, {name: number}, {label: 受付番号}, {section: 届出}]}
              口座番号: {kind: field, candidates: [{id: account}, {name: account}, {label: 口座番号}, {section: 振込先}]}
              区分: {kind: choice, candidates: [{id: kind}, {name: kind}, {label: 区分}]}
              登録: {kind: button, candidates: [{id: send}, {text: 登録}, {role: button 登録}]}
          受付:
            title: 受付完了
            controls:
              登録番号: {kind: text, candidates: [{testid: receipt}, {id: receipt}, {heading: 登録番号}]}
          検索:
            title: 検索
            path: /search
            controls:
              番号: {kind: field, candidates: [{id: q}, {name: q}, {label: 受付番号}]}
              探す: {kind: button, candidates: [{id: go}, {text: 検索}, {role: button 検索}]}
          結果:
            title: 検索結果
            controls:
              行: {kind: text, optional: true, candidates: [{testid: row}, {id: row}, {heading: 受付番号}]}
        """

    static let scenario = """
        scenario: sample
        purpose: 見本
        system: 見本
        input:
          kind: csv
          key: [番号]
          columns:
            番号: {form: digits, length: 4}
            口座番号: {form: digits, length: 7, personal: account}
            区分: {}
            備考: {required: false}
        steps:
          - {id: open, do: goto, screen: 入力}
          - {id: guard, do: expect, screen: 入力}
          - {id: number, do: fill, control: 入力.番号, value: "{番号}"}
          - {id: account, do: fill, control: 入力.口座番号, value: "{口座番号}", keys: real}
          - {id: kind, do: choose, control: 入力.区分, value: "{区分}"}
          - {id: ok, do: approve, when: "sample(0.05) or not empty(備考)", role: 確認者}
          - {id: send, do: submit, control: 入力.登録, effect: irreversible, until: 受付, dialog: 登録してよろしいですか？}
          - {id: receipt, do: read, control: 受付.登録番号, into: receipt}
        alreadyDone:
          steps:
            - {id: search, do: goto, screen: 検索}
            - {id: at-search, do: expect, screen: 検索}
            - {id: query, do: fill, control: 検索.番号, value: "{番号}"}
            - {id: go, do: submit, control: 検索.探す, effect: none, until: 結果}
          found: 結果.行
        onError: {retry: 2, first: 5, longest: 60, then: stop}
        limits: {records: 500, window: 18:00-23:00, days: office}
        effect: {baseline: b-2025, unit: 件}
        """

    static func read(_ text: String) -> (Scenario?, [DeclarationFinding]) {
        let log = YAMLReader.FindingLog()
        let scenario = Scenario.read(text, file: "s.yaml", log: log)
        return (scenario, log.findings)
    }

    static func contract(_ text: String = screens) throws -> ScreenContract {
        let log = YAMLReader.FindingLog()
        let contract = ScreenContract.read(text, file: "c.yaml", log: log)
        try #require(log.findings.map(\.japanese) == [])
        return try #require(contract)
    }

    /// The checks that a text with one place replaced does not pass.
    static func checks(_ old: String = "", _ new: String = "", hasOwners: Bool = true) throws -> [String] {
        let text = old.isEmpty ? scenario : scenario.replacing(old, with: new)
        if !old.isEmpty { try #require(text != scenario) }
        let (read, findings) = read(text)
        try #require(findings.map(\.japanese) == [])
        return ScenarioCheck.findings(
            try #require(read), contract: try contract(), file: "s.yaml", hasOwners: hasOwners
        )
        .map(\.check)
    }
}
