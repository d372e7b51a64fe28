import Japanese
import Testing

@testable import SyntheticWard

@Suite("The people of a synthetic ward")
struct PopulationTests {
    private typealias Ward = SyntheticWard
    private static let population = SyntheticWard.Population(seed: SyntheticFiles.seed, size: .medium)
    private var residents: ArraySlice<SyntheticWard.Person> { Self.population.people[..<Self.population.residents] }

    private func share(_ count: Int) -> Double { Double(count) / Double(Self.population.residents) }

    @Test("Ages by sex follow the ward's shares")
    func ages() {
        #expect(residents.count == Ward.Size.medium.people)
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 111), count: 2)
        for person in residents {
            counts[Int(person.sex.rawValue)][min(110, Ward.age(person.birth, on: Ward.asOf))] += 1
        }
        for (row, shares) in zip(counts, [Ward.AgeShares.men, Ward.AgeShares.women]) {
            for (age, wanted) in shares.enumerated() {
                // Decoys move a handful of people.
                let expected = Double(wanted) * Double(residents.count) / 1_000_000
                #expect(abs(Double(row[age]) - expected) <= 30, "\(age)")
            }
        }
        #expect(abs(share(residents.count { $0.sex == .woman }) - 0.52) < 0.002)
        #expect(abs(share(residents.count { Ward.age($0.birth, on: Ward.asOf) < 15 }) - 0.106) < 0.002)
    }

    @Test("Households have the ward's mean size, and each town its own")
    func households() {
        let population = Self.population
        let lived = population.households.filter { !$0.isGone }
        let mean = Double(population.residents) / Double(lived.count)
        #expect(abs(mean - 1.75) < 0.01)
        let singles = Double(lived.count { $0.count == 1 }) / Double(lived.count)
        #expect((0.5...0.65).contains(singles))
        var people = [Int](repeating: 0, count: Ward.Towns.all.count)
        var homes = people
        for home in lived {
            people[Int(home.place.town)] += Int(home.count)
            homes[Int(home.place.town)] += 1
        }
        for (place, town) in Ward.Towns.all.enumerated() {
            let wanted = Double(town.people) / Double(town.households) * 1.75
            #expect(abs(Double(people[place]) / Double(homes[place]) - wanted) < 0.06, "\(town.name)")
        }
    }

    @Test("Relations come from families: a head each, spouses of the other sex, children younger than their parents")
    func relations() {
        let population = Self.population
        for number in population.households.indices where !population.households[number].isGone {
            let members = population.members(of: number).map { population.people[$0] }
            #expect(members.count { $0.relation == .head } == 1)
            #expect(members.first?.relation == .head)
            guard let head = members.first else { continue }
            for member in members {
                switch member.relation {
                case .wife: #expect(member.sex == .woman && head.sex == .man)
                case .husband: #expect(member.sex == .man && head.sex == .woman)
                case .child, .grandchild: #expect(member.birth > head.birth + 15 * 365)
                case .father, .mother: #expect(member.birth < head.birth - 15 * 365)
                default: break
                }
                #expect(member.became >= member.birth)
                #expect(member.became <= Ward.asOf)
            }
            // Nobody under age lives without grown-ups, but for the decoy of seventeen years.
            let oldest = members.map { Ward.age($0.birth, on: Ward.asOf) }.max() ?? 0
            #expect(oldest >= 18 || members.contains { $0.marks.contains(.decoy) })
        }
    }

    @Test("Residents of other nationalities, rare characters and variation sequences have their shares")
    func shares() {
        #expect((0.03...0.04).contains(share(residents.count { $0.isForeign })))
        func bears(_ range: Range<Int>) -> Double {
            share(residents.count { !$0.isForeign && range.contains(Int($0.family.word)) })
        }
        #expect((0.011...0.019).contains(bears(Ward.FamilyNames.odd..<Ward.FamilyNames.selector)))
        #expect((0.001...0.003).contains(bears(Ward.FamilyNames.selector..<Ward.FamilyNames.supplementary)))
        #expect((0.0005...0.002).contains(bears(Ward.FamilyNames.supplementary..<Ward.FamilyNames.older)))
        let tops = (0..<10).reduce(0.0) { $0 + bears($1..<($1 + 1)) }
        #expect((0.08...0.12).contains(tops))
    }

    @Test("A history is in order, begins with how somebody came, and ends with how they are now")
    func stories() {
        let population = Self.population
        var rows = 0
        var typedIn = 0
        for place in stride(from: 0, to: population.people.count, by: 5) {
            let person = population.people[place]
            let events = Ward.Story(population, place).events
            rows += events.count
            #expect([.paper, .birth, .moveIn].contains(events.first?.cause))
            for (before, after) in zip(events, events.dropFirst()) { #expect(before.day <= after.day) }
            for event in events { #expect(event.day <= event.filed && event.filed <= event.processed) }
            #expect([.moveOut, .death, .removal].contains(events.last?.cause) == !person.isResident)
            if events.first?.cause == .paper { typedIn += 1 }
            let last = min(events.last?.day ?? 0, population.lastDay(of: person))
            let (then, now) = (population.seen(place, on: last), population.current(place))
            #expect(then.name == now.name, "\(place)")
            #expect(then.home == now.home, "\(place)")
        }
        let perPerson = Double(rows) / Double(population.people.count / 5)
        #expect((2.2...2.6).contains(perPerson))
        #expect(typedIn > 500)
    }

    @Test("Check digits fit but for the planted ones")
    func numbers() async throws {
        // A well-known sample of the authorities' own papers.
        #expect(Ward.Numbers.checked("12345678901") == "123456789018")
        let ward = try #require(SyntheticFiles.ward)
        let truth = try SyntheticFiles.lines("truth.tsv", in: ward.folder)
        let wrong = Set(truth.filter { $0["class"] == "ID1" }.compactMap { $0["key"] })
        let twice = Set(truth.filter { $0["class"] == "ID2" }.compactMap { $0["key"] })
        let table = try await SyntheticFiles.table(Ward.Sheets.residents, in: ward.folder)
        var seen: Set<String> = []
        for record in table.records {
            let fits = [record[2], record[3]].allSatisfy { number in
                Ward.Numbers.checked(String(number.dropLast())) == number
            }
            #expect(fits != wrong.contains(record[0]))
            #expect(record[2].hasPrefix("999"))
            #expect(record[3].hasPrefix("9990"))
            for number in [record[0], record[2], record[3]] {
                #expect(seen.insert(number).inserted || twice.contains(record[0]))
            }
        }
        #expect(wrong.count >= 3)
        #expect(twice.count >= 3)
    }
}
