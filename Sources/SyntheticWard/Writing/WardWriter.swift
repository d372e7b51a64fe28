import Foundation
import Japanese

extension SyntheticWard {
    /// Writes all files of a ward: the edge of the generator. Everything it writes is a function of the seed.
    final class WardWriter {
        let folder: URL
        let population: Population
        let register: Membership
        let plan: FlawPlan
        let answers = Answers()
        let rows: CopyRows
        private let progress: (Int, Int) -> Void
        private(set) var records: [Summary.Records] = []
        private var done = 0
        private let total: Int

        /// - Parameter defects: `false` for a ward without any.
        init(seed: UInt64, size: Size, folder: URL, defects: Bool, progress: @escaping (Int, Int) -> Void) {
            var population = Population(seed: seed, size: size)
            plan = defects ? FlawPlan(&population) : FlawPlan()
            self.population = population
            register = Membership(seed: seed)
            rows = CopyRows(population: population, register: register)
            self.folder = folder
            self.progress = progress
            // Files are passes over the people; the history is about two records a person.
            total =
                population.people.count * (Sheets.all.count - 2) + population.households.count + population.outsiders
        }

        func write() throws {
            for system in SystemID.allCases {
                try FileManager.default.createDirectory(
                    at: folder.appendingPathComponent(system.rawValue), withIntermediateDirectories: true)
            }
            for file in WardFiles.all { try Data(file.bytes).write(to: folder.appendingPathComponent(file.path)) }
            try write(Towns.csv, to: "towns.csv")
            var dictionary = "system\tcode\ttarget\tgrade\tglyph\tdecided_by\tdecided_on\n"
            for system in SystemID.allCases {
                let encoder = try encoder(system)
                dictionary += WardFiles.dictionary(system, encoder)
                try writeGlyphs(system, encoder)
                for sheet in Sheets.of(system) {
                    let writer = try RecordWriter(sheet, encoder: encoder, in: folder)
                    switch sheet.target {
                    case "住民": try writeResidents(writer)
                    case "世帯": try writeHouseholds(writer)
                    case "異動履歴": try writeHistory(writer)
                    case "住登外者": try writeOutsiders(writer)
                    default: try writeCopies(writer)
                    }
                    try writer.close()
                    records.append(.init(system: system.rawValue, group: sheet.target, count: writer.count))
                }
            }
            try write(dictionary, to: "gaiji.tsv")
            tellDecoys()
            try answers.write(to: folder)
            progress(total, total)
        }

        /// Pictures of the system's own characters, of those that are known and of those that are not.
        private func writeGlyphs(_ system: SystemID, _ encoder: SourceEncoder) throws {
            let codes = encoder.ownGlyphs.map(\.code) + encoder.unknownCodes
            let path = "glyphs/\(system.rawValue)"
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(path), withIntermediateDirectories: true)
            let number = SystemID.allCases.firstIndex(of: system) ?? 0
            for code in codes {
                let glyph = InventedGlyph(seed: population.seed, system: number, code: code)
                let name = String(code, radix: 16, uppercase: true)
                try Data(glyph.png).write(to: folder.appendingPathComponent("\(path)/\(name).png"))
            }
        }

        private func encoder(_ system: SystemID) throws -> SourceEncoder {
            guard let set = SourceCharacterSet(named: system.encoding) else { throw WriteRefusal.file(system.encoding) }
            return SourceEncoder(set, rotation: system.rotation)
        }

        private func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }

        func step() {
            done += 1
            if done % 20_000 == 0 { progress(min(done, total), total) }
        }

        private func tellDecoys() {
            for (kind, place) in population.decoys { answers.tell(kind, Sheets.residents, key: Numbers.person(place)) }
        }

        /// The flaw of a person in a file.
        func flaw(_ place: Int, _ sheet: Sheet) -> Flaw? {
            guard let flaw = plan.flaws[place], Sheets.all[flaw.sheet].target == sheet.target else { return nil }
            return flaw
        }
    }
}
