using System.Globalization;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.Playwright;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>What is kept: the advice of a language model beside the causes, who had what changed, and incidents that ended long ago with their reports.</summary>
[Collection(BrowserFixture.Name)]
public sealed class RecordTests(BrowserFixture fixture)
{
    private const float TwoSeconds = 2000;

    private const string Report = """
        # KubePodNotReady on Deployment shop/past\-1 (past\-1)

        ## Summary

        Deployment shop/past was in trouble\|and \*is\* not.

        - \<b\>one\</b\>
        - two

        ## Timeline

        | Time (UTC) | What happened |
        | --- | --- |
        | 12:00 | a \| b |
        """;

    [RealClientFact("chromium")]
    public async Task What_a_language_model_advises_is_marked_as_advice_with_what_was_refused_of_it()
    {
        var api = new CannedApi();
        api.Set(Some.Incident());
        var diagnosis = Some.Diagnosis();
        diagnosis["advice"] = Some.Advice();
        api.Set("api/incidents/checkout-0/diagnosis", diagnosis);
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/incident/checkout-0");

        await open.SeeAsync(".advice h2", "Advice of a language model");
        var shown = await open.TextAsync(".advice");
        foreach (var told in (string[])["advice only", "They never authorise anything", "built without its start script", "CrashAfterRelease", "RollBackRelease Deployment/shop/checkout", "RunJob: ", "was right 9 of 12 times", "× 2.4", "OPENAI"])
        {
            shown.ShouldContain(told);
        }

        (await open.Page.Locator(".advice button, .advice input, .advice select").CountAsync()).ShouldBe(0, "advice can be read and nothing else");
        open.Complaints.ShouldBeEmpty();
    }

    [RealClientFact("chromium")]
    public async Task Advice_that_was_refused_says_why_and_where_none_was_asked_there_is_no_card()
    {
        var api = new CannedApi();
        api.Set(Some.Incident());
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/incident/checkout-0");
        await open.SeeAsync(".clues", "20 times as likely");
        (await open.Page.Locator(".advice").CountAsync()).ShouldBe(0);

        var diagnosis = Some.Diagnosis();
        diagnosis["advice"] = Some.Advice("The answer is not of the form that was asked for.", isAnswered: false);
        api.Set("api/incidents/checkout-0/diagnosis", diagnosis);
        await open.Page.ReloadAsync();
        await open.SeeAsync(".advice .problem", "There is no advice (NotTheSchema). The answer is not of the form that was asked for.");
    }

    [RealClientFact("chromium")]
    public async Task Who_had_what_changed_is_told_with_the_verdict_on_the_chain_page_by_page()
    {
        var api = new CannedApi();
        await using var open = await OpenPage.NewAsync(fixture, api);
        var wait = api.Hold("api/audit");
        await open.GoAsync("#/audit");
        await open.Page.Locator("main [aria-busy=true]").WaitForAsync();
        wait.SetResult();

        await open.SeeAsync(".card .chip[data-value=good]", "whole");
        (await open.TextAsync(".card")).ShouldContain("120:9f86d081884c7d65");
        (await open.TextAsync("tbody tr:nth-child(2)")).ShouldContain("ana");
        (await open.Page.Locator("tbody tr").CountAsync()).ShouldBe(50);
        (await open.Page.Locator("tbody tr").First.Locator("a").GetAttributeAsync("href")).ShouldBe("#/incident/a%20drill");
        (await open.Button("Previous").IsDisabledAsync()).ShouldBeTrue();
        await open.Button("Next").ClickAsync();
        await open.SeeAsync(".pager", "Page 2 of 3");
        api.Got.ShouldContain("api/audit?limit=50&before=71");
        await open.Button("Previous").ClickAsync();
        await open.SeeAsync(".pager", "Page 1 of 3");

        api.Set("api/audit", Some.Audit("a drill", "record 3 was changed: its hash is another's"));
        await open.SeeAsync(".card .chip[data-value=bad]", "not whole");
        await open.SeeAsync(".card .problem", "record 3 was changed");
        open.Complaints.ShouldBeEmpty();
    }

    [RealClientFact("chromium")]
    public async Task Who_may_not_read_the_record_is_told_so_in_its_place()
    {
        var api = new CannedApi();
        api.Refuse("api/audit", 403, "That takes the role viewer, and ana has sender.");
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/audit");

        await open.SeeAsync("main .problem", "That takes the role viewer, and ana has sender.");
        (await open.Page.Locator("main table, #banner .problem").CountAsync()).ShouldBe(0);
    }

    [RealClientFact("chromium")]
    public async Task What_ended_long_ago_is_found_by_words_ending_and_day_page_by_page()
    {
        var api = new CannedApi();
        api.Set("api/history", uri => Some.History("the disk was full", int.Parse(HttpUtility.ParseQueryString(uri.Query)["skip"]!, CultureInfo.InvariantCulture)));
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/history");

        await open.SeeAsync("#count", "120 found");
        (await open.Page.Locator(".incident").CountAsync()).ShouldBe(50);
        (await open.TextAsync(".incident")).ShouldContain("Healed");
        await open.Button("Next").ClickAsync();
        await open.SeeAsync(".pager", "Page 2 of 3");
        await open.SeeAsync(".incident", "past-50");
        await open.Page.FillAsync("#filter", "disk shop");
        await open.SeeAsync(".pager", "Page 1 of 3");
        await open.Page.SelectOptionAsync("#outcome", "HandedOver");
        await open.Page.FillAsync("#since", "2026-01-01");
        var asked = await open.Page.RunAndWaitForRequestAsync(() => open.Page.FillAsync("#until", "2026-01-02"), request => request.Url.Contains("until=", StringComparison.Ordinal));
        Uri.UnescapeDataString(asked.Url).ShouldContain("api/history?skip=0&limit=50&words=disk+shop&outcome=HandedOver&since=");

        api.Set("api/history", Some.History("", 0, 0, "far: It does not answer within 5 s."));
        await open.Page.FillAsync("#filter", "nobody");
        await open.SeeAsync(".empty", "No incident matches");
        await open.SeeAsync("main .problem", "far: It does not answer within 5 s.");
        open.Complaints.ShouldBeEmpty();
    }

    [RealClientFact("chromium")]
    public async Task What_has_just_ended_stands_before_what_the_record_tells_and_is_shown_in_full()
    {
        var api = new CannedApi();
        api.Set("api/incidents", new[] { Some.Summary(0, "Verifying") });
        api.Set("api/history", Some.History("the disk was full"));
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/history");
        await open.SeeAsync(".incident", "past-0");
        (await open.Page.Locator(".incident[data-key='checkout-0']").CountAsync()).ShouldBe(0);

        var ended = Some.Summary(0, "Resolved");
        ended["outcome"] = "Healed";
        ended["updatedAt"] = Some.Now.AddMinutes(1);
        api.Set("api/incidents", new[] { ended });
        await open.SeeAsync(".incident", "checkout", TwoSeconds);
        (await open.Page.Locator(".incident").First.GetAttributeAsync("href")).ShouldBe("#/incident/checkout-0");
        (await open.Page.Locator(".incident").Nth(1).GetAttributeAsync("href")).ShouldBe("#/report/the%20disk%20was%20full/shop/past-0", "what only the record knows has its report");
    }

    [RealClientFact("chromium")]
    public async Task When_the_record_cannot_be_read_what_the_instances_know_is_shown_all_the_same()
    {
        var api = new CannedApi();
        api.Set("api/incidents", new[] { Some.Summary(0, "Resolved") });
        api.Refuse("api/history", 503, "No cluster answers.");
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/history");

        await open.SeeAsync(".incident", "checkout");
        await open.SeeAsync("#banner", "No cluster answers.");
    }

    [RealClientFact("chromium")]
    public async Task A_report_is_shown_as_it_was_kept_and_can_be_taken_away()
    {
        var api = new CannedApi();
        api.Set("api/history", Some.History("shop", 0, 2));
        api.SetText("api/history/shop/shop/past-1/report", Report);
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/history");
        await open.Page.Locator(".incident").Nth(1).ClickAsync();

        await open.SeeAsync(".report h1", "KubePodNotReady on Deployment shop/past-1 (past-1)");
        await open.SeeAsync(".report p", "was in trouble|and *is* not.");
        (await open.Page.Locator(".report li").AllInnerTextsAsync()).ShouldBe(["<b>one</b>", "two"]);
        (await open.Page.Locator(".report th").AllInnerTextsAsync()).ShouldBe(["Time (UTC)", "What happened"]);
        (await open.Page.Locator(".report td").AllInnerTextsAsync()).ShouldBe(["12:00", "a | b"]);
        var downloading = open.Page.WaitForDownloadAsync();
        await open.Button("Download").ClickAsync();
        var download = await downloading;
        download.SuggestedFilename.ShouldBe("past-1.md");
        (await File.ReadAllTextAsync((await download.PathAsync())!)).ShouldBe(Report);
        await open.GoAsync("#/report/shop/shop/gone");
        await open.SeeAsync(".empty", "There is no such report");
        open.Complaints.ShouldBeEmpty();
    }

    [RealClientTheory("chromium")]
    [InlineData("#/incident/checkout-0", "Conselho de um modelo de linguagem|só conselho|Relatório")]
    [InlineData("#/audit", "Registro|íntegro|Quem|Chamadas sem resposta")]
    [InlineData("#/history", "Histórico|120 encontrados|Qualquer desfecho|Os últimos sete dias|Curado")]
    [InlineData("#/report/checkout-0", "Baixar")]
    public async Task Every_new_word_is_there_in_portuguese(string view, string words)
    {
        var api = new CannedApi();
        api.Set(Some.Incident());
        var diagnosis = Some.Diagnosis();
        diagnosis["advice"] = Some.Advice();
        api.Set("api/incidents/checkout-0/diagnosis", diagnosis);
        api.Set("api/history", Some.History("o disco estava cheio"));
        api.SetText("api/incidents/checkout-0/report", Report);
        await using var open = await OpenPage.NewAsync(fixture, api, new BrowserNewContextOptions { Locale = "pt-BR" });
        await open.GoAsync(view);

        foreach (var word in words.Split('|'))
        {
            await open.SeeAsync("main", word);
        }
    }

    [RealClientFact("chromium")]
    public async Task Both_languages_have_the_same_words()
    {
        await using var open = await OpenPage.NewAsync(fixture, new CannedApi());
        await open.GoAsync();
        var text = await fixture.Host.Http.GetStringAsync("dashboard/words.js");

        var (en, pt) = (Keys(text, "const en = {"), Keys(text, "const pt = {"));
        en.Count.ShouldBeGreaterThan(200);
        en.Except(pt).ShouldBeEmpty();
        pt.Except(en).ShouldBeEmpty();
    }

    private static List<string> Keys(string text, string from)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        var block = text[start..text.IndexOf("\n};", start, StringComparison.Ordinal)];
        return [.. Regex.Matches(block, @"(?:^\s*|, )'?(?<key>[A-Za-z][\w.]*)'?: '", RegexOptions.Multiline).Select(match => match.Groups["key"].Value)];
    }
}
