import Site
import Ward

/// The addresses at which families book a visit and give it up.
enum FamilyBookingRoutes {
    static let all: [Route] = [
        GuideRoutes.page("booking", FamilyBookingPage.load),
        GuideRoutes.action("booking", page: FamilyBookingPage.load) { _, form, change in
            let page = try FamilyBookingPage.load(change.request, on: change.connection)
            let slot = page.chosen(&form)
            var opening = try page.fields.read(&form)
            let code = GuideCode(change.request.ward.random)
            opening.code = code
            let origin = BookingOrigin(
                browser: GuidePlace.browser(change.request), client: change.request.clientOfToday)
            opening.origin = origin
            if let limit = try BookingLimit.reached(
                origin, phone: opening.visitor.phone, today: change.today, on: change.connection)
            {
                form.errors.addGeneral(limit.words(page.place.words, phone: page.settings.phone))
                try form.check()
            }
            if form.value(page.handsOn) ?? false { opening.answers = page.answers }
            let number = try book(opening, slot, page, form, change)
            return .answer(
                .page(
                    FamilyBookedPage(
                        place: page.place, number: number, code: code, visit: slot, settings: page.settings
                    ).page))
        },
        GuideRoutes.page("booking/cancel", FamilyCancelPage.load),
        GuideRoutes.action("booking/cancel", page: FamilyCancelPage.load) { place, form, change in
            var page = try FamilyCancelPage.load(change.request, on: change.connection)
            let field = GuideCode.booked(place.words)
            let typed = try form.values(field)
            guard let code = GuideCode(reading: typed),
                try CaseStore.cancel(code, by: stamp(change), on: change.connection)
            else {
                throw form.refusing(
                    field,
                    place.words(
                        "この番号の予約は見つからないか、もう取り消せません。番号を確かめるか、窓口に電話してください。",
                        "この 番号の よやくは ありません。まどぐちに 電話して ください。",
                        "No visit can be cancelled with this code. Please check it, or call the desk."))
            }
            page.isDone = true
            return .answer(.page(page.page))
        },
    ]

    /// Families who book on the web are not known by name to the records.
    private static func stamp(_ change: Change) -> Stamp {
        change.request.ward.stamp(by: .stranger("ご家族（ウェブ）"))
    }

    /// - Returns: the number of the case.
    private static func book(
        _ opening: CaseStore.Opening, _ slot: SlotTable.Slot?, _ page: FamilyBookingPage, _ form: FormReader,
        _ change: Change
    ) throws -> String {
        let (words, stamp) = (page.place.words, stamp(change))
        do {
            let opened = try CaseStore.open(opening, base: page.place.base, by: stamp, on: change.connection)
            if let slot {
                try CaseView.load(opened.id, on: change.connection).book(
                    slot, isWeb: true, by: stamp, on: change.connection)
            }
            return opened.number
        } catch DeskRefusal.wrongDays {
            throw form.refusing(
                page.fields.death(),
                words(
                    "亡くなった日が、質問へのお答えの日（知った日や葬儀の日など）より後になっています。日を確かめるか、質問への答えを窓口に渡すことをやめてください。",
                    "なくなった 日と、しつもんの こたえの 日が 合いません。もう一度 見て ください。",
                    "The date of death is later than a date in your answers (such as the funeral). Please check it, or do not hand your answers on."
                ))
        } catch is DeskRefusal {
            throw form.refusing(
                page.slot,
                words(
                    "選んだ日時では、希望するもの（通訳など）を用意できないか、ほかの予約が入りました。別の日時を選んでください。",
                    "その 時間は できません。ほかの 時間を えらんで ください。",
                    "That time cannot be booked with what you need. Please choose another."))
        }
    }
}
