import RandomTesting
import Testing

@testable import Plan

@Suite("The states of a round")
struct RoundStateTests {
    /// Every allowed step, written out a second time by hand; all other pairs are refused.
    private static let allowed: [(RoundState, RoundEvent, RoundState)] = [
        (.planned, .open, .open), (.open, .dueDatePassed, .chasing), (.open, .close, .reviewing),
        (.chasing, .close, .reviewing), (.open, .extend, .open), (.chasing, .extend, .open),
        (.reviewing, .reopen, .chasing), (.reviewing, .freeze, .frozen),
        (.frozen, .report, .reported), (.reported, .publish, .published), (.frozen, .amend, .reviewing),
        (.reported, .amend, .reviewing), (.published, .amend, .reviewing),
    ]

    @Test("Every pair of state and event leads where the programme says, or is refused with the state and the event")
    func table() {
        for state in RoundState.allCases {
            for event in RoundEvent.allCases {
                let expected = Self.allowed.first { $0.0 == state && $0.1 == event }?.2
                do throws(RoundRefusal) {
                    let next = try state.applying(event)
                    #expect(next == expected, "\(state) \(event)")
                } catch {
                    #expect(expected == nil, "\(state) \(event)")
                    #expect(error == .notPossible(event, in: state))
                }
            }
        }
    }

    @Test(
        "A hundred thousand random events: editions only grow, by one at a freeze, and a sealed edition never changes")
    func randomWalk() {
        let seed: UInt64 = 20_240_701
        var random = SeededGenerator(seed: seed)
        var state = RoundState.planned
        var content = 0
        var editions: [Int] = []
        var witnessed: [Int] = []
        var visited: Set<RoundState> = [state]
        var refused = 0
        for step in 0..<100_000 {
            let event = RoundEvent.allCases.randomElement(using: &random) ?? .open
            let before = state
            guard let next = try? state.applying(event) else {
                refused += 1
                #expect(state == before, "seed \(seed), step \(step)")
                continue
            }
            // The content of a round is written only while it is not sealed.
            if !next.isSealed { content += 1 }
            if event == .freeze {
                editions.append(content)
                witnessed.append(content)
            }
            #expect(editions == witnessed, "seed \(seed), step \(step)")
            #expect(
                next.isSealed == false || !editions.isEmpty, "sealed without an edition; seed \(seed), step \(step)")
            if before.isSealed, !next.isSealed { #expect(event == .amend, "seed \(seed), step \(step)") }
            state = next
            visited.insert(state)
            // A published round begins again as another one, so that the walk does not end in few states.
            if random.chance(1, in: 500) { (state, content, editions, witnessed) = (.planned, 0, [], []) }
        }
        #expect(visited == Set(RoundState.allCases), "seed \(seed)")
        #expect(refused > 10_000, "seed \(seed)")
    }
}

@Suite("The states of an answer")
struct EntryStateTests {
    private static let allowed: [(EntryState, EntryEvent, EntryState)] = [
        (.notAnswered, .save, .draft), (.draft, .save, .draft), (.draft, .submit, .submitted),
        (.submitted, .approve, .approved), (.approved, .accept, .accepted), (.submitted, .sendBack, .draft),
        (.approved, .sendBack, .draft), (.submitted, .withdraw, .draft), (.approved, .withdraw, .draft),
        (.notAnswered, .reopen, .notAnswered), (.draft, .reopen, .draft), (.submitted, .reopen, .draft),
        (.approved, .reopen, .draft), (.accepted, .reopen, .draft), (.accepted, .undoAccept, .approved),
    ]

    @Test("Every pair of state and event leads where the programme says, or is refused with the state and the event")
    func table() {
        for state in EntryState.allCases {
            for event in EntryEvent.allCases {
                let expected = Self.allowed.first { $0.0 == state && $0.1 == event }?.2
                do throws(RoundRefusal) {
                    let next = try state.applying(event)
                    #expect(next == expected, "\(state) \(event)")
                } catch {
                    #expect(expected == nil, "\(state) \(event)")
                    #expect(error == .entryNotPossible(event, in: state))
                }
            }
        }
    }

    @Test("Nobody comes back to 未回答 once something was written, and nothing is accepted that was not approved")
    func randomWalk() {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        var state = EntryState.notAnswered
        var isWritten = false
        var isApproved = false
        for step in 0..<100_000 {
            let event = EntryEvent.allCases.randomElement(using: &random) ?? .save
            guard let next = try? state.applying(event) else { continue }
            if event == .save { isWritten = true }
            if event == .approve { isApproved = true }
            if !next.isHandedIn { isApproved = false }
            #expect(!(isWritten && next == .notAnswered), "seed \(seed), step \(step)")
            #expect(next != .accepted || isApproved, "seed \(seed), step \(step)")
            state = next
            if random.chance(1, in: 50) { (state, isWritten, isApproved) = (.notAnswered, false, false) }
        }
    }

    @Test("No round that is planned or sealed lets anybody touch an answer")
    func sealedRounds() {
        for event in EntryEvent.allCases {
            for state in [RoundState.planned, .frozen, .reported, .published] {
                for wasReturned in [true, false] {
                    #expect(
                        !EntryState.isAllowed(event, in: state, wasReturned: wasReturned), "\(event) in \(state)")
                    #expect(
                        !EntryState.isAllowed(event, in: state, wasReturned: wasReturned, isAmending: true),
                        "\(event) in \(state)")
                }
            }
        }
    }

    @Test("During review a section writes only what was returned to it; what it handed in may still be approved")
    func review() {
        #expect(EntryState.isAllowed(.save, in: .reviewing, wasReturned: true))
        #expect(!EntryState.isAllowed(.save, in: .reviewing, wasReturned: false))
        #expect(!EntryState.isAllowed(.submit, in: .reviewing, wasReturned: false))
        #expect(EntryState.isAllowed(.approve, in: .reviewing, wasReturned: false))
        #expect(!EntryState.isAllowed(.withdraw, in: .reviewing, wasReturned: false))
        #expect(EntryState.isAllowed(.accept, in: .reviewing, wasReturned: false))
    }

    @Test("While a sealed round is corrected, only the answers that were asked for again may change, in every state")
    func amending() {
        for event in EntryEvent.allCases where event != .reopen {
            for state in RoundState.allCases {
                #expect(
                    !EntryState.isAllowed(event, in: state, wasReturned: false, isAmending: true),
                    "\(event) in \(state)")
            }
        }
        for event in [EntryEvent.save, .submit, .approve, .accept, .sendBack] {
            #expect(EntryState.isAllowed(event, in: .reviewing, wasReturned: true, isAmending: true), "\(event)")
        }
    }
}
