using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>One incident in full, what can be done about it, and names that try to be more than names.</summary>
[Collection(BrowserFixture.Name)]
public sealed class IncidentTests(BrowserFixture fixture)
{
    /// <summary>What a label, an event or a log line may say; each would show itself if any of it were read as markup.</summary>
    private const string Hostile =
        "</script><script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\"><svg onload=window.hacked=1> javascript:window.hacked=1 ${window.hacked=1} {{constructor}} '\"`&lt; \u202Eevil ../../x?y#z";

    public static TheoryData<string, string, string, string> Orders => new()
    {
        { "AwaitingApproval", "Approve", "approval", """{"by":"ana","reason":"seen","planId":"checkout/1","planHash":"e8461a0a1917a99b","approved":true}""" },
        { "AwaitingApproval", "Reject", "approval", """{"by":"ana","reason":"seen","planId":"checkout/1","planHash":"e8461a0a1917a99b","approved":false}""" },
        { "Verifying", "Take it back", "undo", """{"by":"ana","reason":"seen","planId":"checkout/1"}""" },
        { "Escalated", "Begin anew", "retry", """{"by":"ana","reason":"seen"}""" },
        { "Analyzing", "Leave it alone", "snooze", """{"by":"ana","reason":"seen","minutes":30}""" },
    };

    [RealClientFact("chromium")]
    public async Task All_that_is_known_is_shown()
    {
        var api = new CannedApi();
        api.Set(Some.Incident());
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/incident/checkout-0");

        await open.SeeAsync(".diff .come", "\"new\"");
        await open.SeeAsync(".clues", "20 times as likely");
        await open.SeeAsync("h2", "What was weighed");
        await open.SeeAsync(".criteria", "errors");
        await open.SeeAsync(".timeline", "Remediating");
        await open.SeeAsync("h2", "Related incidents");
        await open.SeeAsync("summary", "taken back");
        await open.SeeAsync(".problem", "the source did not answer in time");
        (await open.Page.Locator(".spread svg").First.GetAttributeAsync("aria-label")).ShouldBe("Recovery after: 24 s, 39 s, 1 min 6 s");
        (await open.Page.Locator(".shares svg").First.GetAttributeAsync("aria-label")).ShouldBe("Recovers 73%, No change 25%, Worsens 2%");
        var plot = await open.Page.Locator(".plot svg").First.GetAttributeAsync("aria-label");
        plot.ShouldNotBeNull().ShouldStartWith("Failed requests: 40%, usual 0.2%, limit 1%, change point ");
        (await open.Page.Locator(".plot .level.limit").CountAsync()).ShouldBe(1);
        (await open.Page.Locator(".plot .mark.acted").CountAsync()).ShouldBe(2);
        open.Complaints.ShouldBeEmpty();
    }

    [RealClientTheory("chromium")]
    [MemberData(nameof(Orders))]
    public async Task What_a_person_asks_for_is_sent_with_their_name(string phase, string button, string path, string body)
    {
        var api = new CannedApi();
        api.Set(Some.Incident(phase, outcome: phase == "Escalated" ? Some.Ended("nobody decided") : null));
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/incident/checkout-0");

        await open.Button(button).ClickAsync();
        await open.Page.FillAsync("#who", "ana");
        await open.Page.FillAsync("#why", "seen");
        await open.Page.Locator("dialog button[type=submit]").ClickAsync();
        await open.Page.Locator("dialog[open]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

        var posted = api.Posted.ShouldHaveSingleItem();
        posted.Path.ShouldBe($"api/incidents/checkout-0/{path}");
        JsonNode.DeepEquals(posted.Body, JsonNode.Parse(body)).ShouldBeTrue(posted.Body.ToJsonString());
        (await open.TextAsync("#announcer")).ShouldContain("Taken");
    }

    [RealClientFact("chromium")]
    public async Task What_is_refused_is_told_where_it_was_asked_for()
    {
        var api = new CannedApi();
        api.Set(Some.Incident());
        api.Refuse("api/incidents/checkout-0/approval", 409, "The plan on the table is 'checkout/2'.");
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/incident/checkout-0");

        await open.Button("Approve").ClickAsync();
        await open.Page.FillAsync("#who", "ana");
        await open.Page.Keyboard.PressAsync("Enter");

        await open.SeeAsync("dialog .problem", "The plan on the table is 'checkout/2'.");
        await open.Button("Cancel").ClickAsync();
        (await open.Page.Locator("dialog[open]").CountAsync()).ShouldBe(0);
    }

    [RealClientTheory("chromium")]
    [InlineData(false, "Stop all changes", true)]
    [InlineData(true, "Allow changes", false)]
    public async Task Everything_can_be_stopped_from_anywhere_and_allowed_again(bool isStopped, string button, bool stop)
    {
        var api = new CannedApi();
        api.Set("api/control", new { at = Some.Now, mode = "auto", refreshSeconds = 1, budgetWindowSeconds = 3600, problems = new[] { "metrics_interval is 'x'" }, clusters = new[] { Some.Control(isStopped: isStopped) } });
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync("#/control");
        await open.SeeAsync(".card", "metrics_interval is 'x'");
        (await open.Page.Locator("#banner .stopped").CountAsync()).ShouldBe(isStopped ? 1 : 0);

        await open.Button(button).ClickAsync();
        await open.Page.FillAsync("#who", "ana");
        await open.Page.Locator("dialog button[type=submit]").ClickAsync();
        await open.Page.Locator("dialog[open]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

        var posted = api.Posted.ShouldHaveSingleItem();
        posted.Path.ShouldBe("api/kill-switch");
        posted.Body["stop"]!.GetValue<bool>().ShouldBe(stop);
    }

    [RealClientFact("chromium")]
    public async Task A_name_that_tries_to_be_a_script_is_a_name()
    {
        var api = new CannedApi();
        var incident = Some.Incident("Escalated", Hostile, Some.Ended(Hostile));
        api.Set(incident);
        var diagnosis = Some.Diagnosis(Hostile);
        diagnosis["advice"] = Some.Advice(Hostile);
        api.Set("api/incidents/checkout-0/diagnosis", diagnosis);
        api.Set("api/history", Some.History(Hostile, 0, 3, Hostile));
        api.Set("api/audit", Some.Audit(Hostile, Hostile));
        api.SetText("api/incidents/checkout-0/report", $"# {Hostile}\n\n{Hostile}\n\n- {Hostile}\n\n| {Hostile} |\n| --- |\n| {Hostile} |\n");
        api.Set("api/incidents/checkout-0/plans", Some.Plans(Hostile));
        api.Set("api/incidents/checkout-0/series", Some.Series(Hostile));
        api.Set("api/incidents", new JsonArray(incident["summary"]!.DeepClone(), Some.Summary(1, text: Hostile)));
        api.Set("api/policies", Some.Policies(Hostile));
        api.Set("api/anomalies", Some.Anomalies(Hostile));
        api.Set("api/control", new { at = Some.Now, mode = "approve", refreshSeconds = 1, budgetWindowSeconds = 3600, problems = new[] { Hostile }, clusters = new[] { Some.Control(Hostile, isStopped: true) } });
        await using var open = await OpenPage.NewAsync(fixture, api);
        foreach (var view in (string[])["", "#/history", "#/signals", "#/policies", "#/control", "#/audit", "#/report/checkout-0", "#/incident/checkout-0"])
        {
            await open.GoAsync(view);
            await open.SeeAsync("main", "<script>window.hacked=1</script>");
            await open.SeeAsync("#banner", "<img src=x");
            (await open.Page.EvaluateAsync<bool>("window.hacked === undefined")).ShouldBeTrue(view);
            (await open.Page.Locator("main :is(script, img, iframe, object, embed, form), main [onerror], main [onload], main a[href^='javascript']").CountAsync()).ShouldBe(0, view);
            (await open.Page.EvaluateAsync<bool>("[...document.querySelectorAll('main a')].every(one => one.origin === location.origin && one.pathname === '/')")).ShouldBeTrue(view);
        }

        open.Complaints.ShouldBeEmpty();
    }

    [RealClientFact("chromium")]
    public async Task An_incident_that_does_not_exist_is_said_not_to()
    {
        await using var open = await OpenPage.NewAsync(fixture, new CannedApi());
        await open.GoAsync("#/incident/nobody");

        await open.SeeAsync(".empty", "There is no such incident");
    }
}
