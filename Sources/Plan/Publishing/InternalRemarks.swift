import Ward

/// What editions held for the office alone: doubts of the checks about an answer, which once were sealed with it and printed
/// beside it. Reports and residents read answers without them.
///
/// Editions sealed since then hold none; those before are told apart here.
enum InternalRemarks {
    private static let link = Array("href=\"/".utf8)

    /// Whether a page leads to records of the site.
    static func linksInside(_ document: [UInt8]) -> Bool { document.firstRange(of: link) != nil }
}

extension ReportedEntry {
    var withoutRemarks: ReportedEntry {
        var copy = self
        copy.warnings = []
        return copy
    }
}

extension RoundContent {
    var hasRemarks: Bool { entries.contains { !$0.warnings.isEmpty } }

    var withoutRemarks: RoundContent {
        var copy = self
        copy.entries = entries.map(\.withoutRemarks)
        return copy
    }

    /// The page for residents: without the remarks and without links into the site.
    func drawnForPublic(_ heading: SealHeading) -> [UInt8] {
        Array(EditionDocument(content: withoutRemarks, heading: heading, isPublic: true).html.text.utf8)
    }
}

extension ReportedRound {
    var withoutRemarks: ReportedRound {
        ReportedRound(
            id: id, quarter: quarter, asOf: asOf, edition: edition, contentHash: contentHash,
            markCriteria: markCriteria, entries: entries.map(\.withoutRemarks))
    }
}

extension ReportContent {
    var hasRemarks: Bool {
        (rounds + [previous].compactMap(\.self)).contains { $0.entries.contains { !$0.warnings.isEmpty } }
    }

    var withoutRemarks: ReportContent {
        var copy = self
        copy.rounds = rounds.map(\.withoutRemarks)
        copy.previous = previous?.withoutRemarks
        return copy
    }
}
