import Storage
import Ward

/// The addresses of one's own authenticator.
enum SecondFactorRoutes {
    private typealias Fields = AccountFields

    static let all: [Route] = [
        .page("account/second-factor", access: .signedIn, SecondFactorPage.load),
        .form("account/second-factor/begin", access: .signedIn, page: SecondFactorPage.load) { request, form in
            let person = try request.person.person
            let isReplaced = try await request.ward.database.read { connection in
                try SecondFactorStore.find(of: person, on: connection).confirmedAt != nil
            }
            // Who sits at an open session replaces nothing.
            if isReplaced { try await prove(request, &form) }
            let stamp = try request.stamp
            try await request.ward.database.write { connection in
                try SecondFactorStore.begin(of: person, by: stamp, ward: request.ward, on: connection)
            }
            return .done("認証アプリに登録し、表示された確認コードを入力してください。", at: SecondFactorPage.path)
        },
        .form("account/second-factor/confirm", access: .signedIn, page: SecondFactorPage.load) { request, form in
            let code = try form.values(Fields.firstCode)
            let (person, stamp) = (try request.person.person, try request.stamp)
            do {
                let codes = try await request.ward.database.write { connection in
                    try SecondFactorStore.confirm(
                        code: code, of: person, session: request.visit.session, by: stamp, ward: request.ward,
                        on: connection)
                }
                return .answer(.page(RecoveryCodesPage(codes: codes).page))
            } catch SecondFactorRefusal.wrongCode {
                throw form.refusing(Fields.firstCode, SecondFactorRefusal.wrongCode.words)
            }
        },
        .form("account/second-factor/codes", access: .signedIn, page: SecondFactorPage.load) { request, form in
            try await prove(request, &form)
            let (person, stamp) = (try request.person.person, try request.stamp)
            let codes = try await request.ward.database.write { connection in
                try SecondFactorStore.renewRecoveryCodes(of: person, by: stamp, ward: request.ward, on: connection)
            }
            return .answer(.page(RecoveryCodesPage(codes: codes).page))
        },
    ]

    private static func prove(_ request: PageRequest, _ form: inout FormReader) async throws {
        try await prove(try form.values(Fields.code), request, form)
    }

    /// Takes a code that was read from the form; what is wrong with it stands beside its field.
    static func prove(_ code: String, _ request: PageRequest, _ form: FormReader) async throws {
        do {
            try await SignIn.prove(
                code: code, of: try request.person.person, address: request.visit.address, ward: request.ward)
        } catch let refusal as SecondFactorRefusal {
            throw form.refusing(Fields.code, refusal.words)
        }
    }
}
