/// In the header: a way to any record by its words.
struct SearchBox: Component {
    var html: HTML {
        """
        <form class="site-search" role="search" aria-label="全体の検索" method="get" action="\(SearchPage.path)">\
        <label class="visually-hidden" for="site-search">全体から探す</label>\
        <input type="search" id="site-search" name="\(SearchPage.field)" maxlength="\(SearchQuery.scalarsMax)" autocomplete="off">\
        <button class="button" type="submit"><span class="visually-hidden">全体を</span>検索</button></form>

        """
    }
}
