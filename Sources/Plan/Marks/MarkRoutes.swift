import Site

/// The address of mark sets.
enum MarkRoutes {
    static let all: [Route] = [
        .page("marks", needs: .readRounds, MarkPage.load),
        .submission("marks", needs: .manageRounds, summary: "進捗区分を読み込む", fields: [MarkPage.file], page: MarkPage.load) {
            request, form in
            let file = try form.values(MarkPage.file)
            do {
                let name = try await MarkLoading.load(file.bytes, into: request.ward, by: try request.stamp)
                return .done("「\(name)」を、次に始める四半期から使います。")
            } catch let unfit as MarkLoading.Unfit {
                throw form.refusing(MarkPage.file, unfit.words)
            }
        },
    ]
}
