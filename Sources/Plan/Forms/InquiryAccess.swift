import Site
import Storage
import Ward

/// Who may give out, give back and see 照会票.
enum InquiryAccess {
    /// Sections give back their own forms; the secretariat also those that reach it by mail.
    static func mayReturn(_ person: SignedIn, _ unit: ID<OfficeUnit>) -> Bool {
        person.may(.editEntries, unit: unit) || person.may(.manageRounds)
    }

    static func maySee(_ person: SignedIn, _ unit: ID<OfficeUnit>) -> Bool {
        mayReturn(person, unit) || person.may(.readAllEntries)
    }
}

/// A 照会票 that came back, as far as the person may see it.
struct SeenForm: RouteSubject {
    let form: ReturnedForm
    let round: Round
    let mayTake: Bool
    /// Whether the person hands answers of the section in.
    let mayHandIn: Bool

    var path: String { ReturnedInquiryPage.path(form) }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> SeenForm {
        let form = try ReturnedForm.known(try request.id("form"), on: connection)
        let round = try Round.load(request, on: connection)
        let person = try request.person
        guard form.round == round.id, InquiryAccess.maySee(person, form.unit) else { throw PageRefusal.notFound }
        return SeenForm(
            form: form, round: round, mayTake: InquiryAccess.mayReturn(person, form.unit),
            mayHandIn: person.may(.editEntries, unit: form.unit))
    }
}

/// A 照会票 whose answers the person may take.
struct TakenForm: RouteSubject {
    let form: ReturnedForm
    var path: String { ReturnedInquiryPage.path(form) }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> TakenForm {
        let seen = try SeenForm.load(request, on: connection)
        guard seen.mayTake else { throw PageRefusal.forbidden(.editEntries) }
        return TakenForm(form: seen.form)
    }
}

/// A 照会票 whose answers the person may hand in: who writes the section's answers, not who only passes them on.
struct HandedForm: RouteSubject {
    let form: ReturnedForm
    var path: String { ReturnedInquiryPage.path(form) }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HandedForm {
        let seen = try SeenForm.load(request, on: connection)
        guard seen.mayHandIn else { throw PageRefusal.forbidden(.editEntries) }
        return HandedForm(form: seen.form)
    }
}
