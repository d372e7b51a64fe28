import Notices
import Site
import Storage
import Ward

/// What is read before a document becomes a version of the plan: what will be made, counted from the reading.
enum AdoptionConfirmation {
    static func confirmation(_ run: ImportRun, _ change: Change) throws -> Confirmation? {
        // Taken in before: nothing will be made.
        guard !run.isAdopted else { return nil }
        let review = try ImportStore.review(of: run, on: change.connection)
        let reading = review.reading
        let promises = reading.initiatives.flatMap(\.promises)
        let units = Set(reading.initiatives.flatMap(\.units))
        var consequences = [
            "「\(reading.planTitle)」の新しい版として、取組\(reading.initiatives.count)件、約束\(promises.count)件（時期のあるもの\(promises.count { !$0.deadlines.isEmpty })件）を作ります。",
            units.isEmpty
                ? "主管課は文書に書かれていません。取り入れた後に決めます。" : "主管課として\(units.count)課を記録します。組織の一覧にない課は、加えます。",
            "会議体\(reading.bodies.count)件（席\(reading.bodies.flatMap(\.seats).count)件）のうち、まだないものを加えます。",
        ]
        let errors = try ImportStore.openErrors(of: run, on: change.connection).count
        if errors > 0 { consequences.append("判断していない誤りが\(errors)件あります。取り入れた後でも判断できます。") }
        if review.counts.unreadLines > 0 {
            consequences.append("読み取れなかった行が\(review.counts.unreadLines)行あります。その内容は、計画に入りません。")
        }
        return Confirmation(
            "計画に取り入れます", submit: "計画に取り入れる", consequences: consequences,
            irreversible: "取り入れた版は、消せません。その後に直すときは、改定案を作ります。文書の行の読み方も、変えられなくなります。")
    }
}
