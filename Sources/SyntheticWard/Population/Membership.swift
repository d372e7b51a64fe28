extension SyntheticWard {
    /// Who is in which system: by age, nationality and, where only some are, a draw of their own.
    struct Membership: Sendable {
        let seed: UInt64

        /// Whether a person has a record in a file of ``Sheets/all``, as of the system's copy.
        func holds(_ sheet: Int, _ place: Int, of population: Population) -> Bool {
            let sheet = Sheets.all[sheet]
            let person = population.people[place]
            if sheet.system == .juki { return true }
            let copied = sheet.system.copied
            guard person.became <= copied, person.ceased > copied else { return false }
            let age = age(person.birth, on: copied)
            func drawn(_ tenThousandths: Int) -> Bool {
                var draw = Draw(seed, .membership, place * 16 + (SystemID.allCases.firstIndex(of: sheet.system) ?? 0))
                return draw.chance(tenThousandths)
            }
            switch sheet.target {
            case "印鑑登録": return age >= 16 && drawn(5_500)
            case "選挙人": return age >= 18 && !person.isForeign && person.became <= copied - 95
            case "個人住民税": return age >= 20 && person.became <= day(2025, 1, 1) && drawn(age < 66 ? 7_800 : 3_600)
            case "国保資格":
                // Whole households are insured, or not.
                var draw = Draw(seed, .membership, -1 - Int(person.household))
                return age < 75 && draw.chance(2_600)
            case "国民年金": return (20...59).contains(age) && drawn(4_200)
            case "介護保険": return age >= 65
            case "児童手当": return !paidChildren(of: place, population).isEmpty
            case "就学": return grade(person.birth) != nil && person.isResident
            case "福祉": return drawn(age < 65 ? 180 : 850)
            default: return false
            }
        }

        /// The school year 2025 (令和7年度): 1 to 9, for children born from 2 April 2010 to 1 April 2019.
        func grade(_ birth: Int32) -> Int? {
            let (year, month, dayOfMonth) = date(birth).components
            let schoolYear = (month, dayOfMonth) <= (4, 1) ? year - 1 : year
            let grade = 2025 - (schoolYear + 6)
            return (1...9).contains(grade) ? grade : nil
        }

        /// The children for whom a head receives 児童手当.
        func paidChildren(of place: Int, _ population: Population) -> [Int] {
            let person = population.people[place]
            guard person.relation == .head, person.isResident else { return [] }
            return population.members(of: Int(person.household)).filter { member in
                let child = population.people[member]
                return child.relation == .child && child.became <= SystemID.jido.copied && isPaidFor(child.birth)
                    && !child.marks.contains(.hidden)
            }
        }

        /// Children for whom 児童手当 is paid: until the 31 March after their 18th birthday.
        func isPaidFor(_ birth: Int32) -> Bool {
            let (year, month, dayOfMonth) = date(birth).components
            let schoolYear = (month, dayOfMonth) <= (4, 1) ? year - 1 : year
            return schoolYear >= 2007
        }
    }
}
