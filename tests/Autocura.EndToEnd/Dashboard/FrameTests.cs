using Microsoft.Playwright;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>What holds for every view: the key, language, light and dark, narrow screens, the keyboard, and the walls around the page.</summary>
[Collection(BrowserFixture.Name)]
public sealed class FrameTests(BrowserFixture fixture)
{
    [RealClientFact("chromium")]
    public async Task A_key_is_asked_for_where_one_is_needed_kept_in_the_tab_alone_and_forgotten_when_asked()
    {
        var api = new CannedApi { Asked = "right" };
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync();

        await open.Page.FillAsync("#key", "wrong");
        await open.Button("Use it").ClickAsync();
        await open.SeeAsync("dialog", "That key was not accepted.");
        await open.Page.FillAsync("#key", "right");
        await open.Page.FillAsync("#own-key", "my own");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.SeeAsync(".empty", "No open incident");

        (api.Key, api.OwnKey).ShouldBe(("right", "my own"));
        (await open.Page.EvaluateAsync<string>("JSON.stringify(localStorage)")).ShouldNotContain("right");
        (await open.Page.EvaluateAsync<string>("sessionStorage.getItem('autocura-key')")).ShouldBe("right");
        (await open.Page.ContentAsync()).ShouldNotContain("right</");
        await open.Button("Forget the key").ClickAsync();
        await open.Page.Locator("#key").WaitForAsync();
        (await open.Page.EvaluateAsync<string>("JSON.stringify(sessionStorage)")).ShouldNotContain("my own");
    }

    [RealClientFact("chromium")]
    public async Task It_speaks_the_readers_language_until_another_is_chosen()
    {
        var api = new CannedApi();
        api.Set("api/incidents", new[] { Some.Summary() });
        await using var open = await OpenPage.NewAsync(fixture, api, new BrowserNewContextOptions { Locale = "pt-BR" });
        await open.GoAsync();
        await open.SeeAsync("h1", "Incidentes");
        await open.SeeAsync(".chip", "Aguarda aprovação");
        (await open.Page.EvaluateAsync<string>("document.documentElement.lang")).ShouldBe("pt-BR");

        await open.Page.GetByLabel("Idioma").SelectOptionAsync("en");
        await open.SeeAsync("h1", "Incidents");
        await open.Page.ReloadAsync();
        await open.SeeAsync("h1", "Incidents");
    }

    [RealClientFact("chromium")]
    public async Task It_is_as_light_or_dark_as_the_reader_likes()
    {
        await using var open = await OpenPage.NewAsync(fixture, new CannedApi(), new BrowserNewContextOptions { Locale = "en-US", ColorScheme = ColorScheme.Light });
        await open.GoAsync();
        (await BackgroundAsync(open)).ShouldBe("rgb(245, 247, 249)");

        await open.Page.GetByLabel("Light or dark").ClickAsync();
        (await BackgroundAsync(open)).ShouldBe("rgb(13, 17, 23)");
        await open.Page.ReloadAsync();
        (await BackgroundAsync(open)).ShouldBe("rgb(13, 17, 23)");
    }

    [RealClientTheory("chromium")]
    [InlineData("")]
    [InlineData("#/incident/checkout-0")]
    [InlineData("#/signals")]
    [InlineData("#/policies")]
    [InlineData("#/control")]
    [InlineData("#/history")]
    [InlineData("#/audit")]
    [InlineData("#/report/checkout-0")]
    public async Task On_a_phone_nothing_runs_out_at_the_side(string view)
    {
        var api = new CannedApi();
        api.Set(Some.Incident());
        api.Set("api/anomalies", Some.Anomalies("a-name-without-any-space-that-is-longer-than-a-narrow-screen-is-wide"));
        api.Set("api/policies", Some.Policies("a-name-without-any-space-that-is-longer-than-a-narrow-screen-is-wide"));
        api.Set("api/history", Some.History("a-name-without-any-space-that-is-longer-than-a-narrow-screen-is-wide", 0, 3));
        api.Set("api/audit", Some.Audit("a-name-without-any-space-that-is-longer-than-a-narrow-screen-is-wide"));
        api.SetText("api/incidents/checkout-0/report", "# a-name-without-any-space-that-is-longer-than-a-narrow-screen-is-wide\n\n| Time | a-name-without-any-space-that-is-longer-than-a-narrow-screen |\n| --- | --- |\n| now | here |\n");
        var diagnosis = Some.Diagnosis();
        diagnosis["advice"] = Some.Advice("a-name-without-any-space-that-is-longer-than-a-narrow-screen-is-wide");
        api.Set("api/incidents/checkout-0/diagnosis", diagnosis);
        await using var open = await OpenPage.NewAsync(fixture, api, new BrowserNewContextOptions { Locale = "en-US", ViewportSize = new ViewportSize { Width = 390, Height = 844 }, HasTouch = true });
        await open.GoAsync(view);
        await open.Page.Locator("main :is(.incident, .card, table)").First.WaitForAsync();

        (await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        (await open.Page.EvaluateAsync<int>("Math.min(...[...document.querySelectorAll('button, select')].map(one => one.offsetHeight))")).ShouldBeGreaterThanOrEqualTo(40, "a finger needs room");
    }

    [RealClientFact("chromium")]
    public async Task All_of_it_can_be_done_with_the_keyboard()
    {
        var api = new CannedApi();
        api.Set(Some.Incident());
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync();
        await open.SeeAsync(".incident", "checkout");

        await open.Page.Keyboard.PressAsync("Tab");
        (await FocusAsync(open)).ShouldBe("Skip to the content");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Tab");
        (await FocusAsync(open)).ShouldContain("checkout");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.SeeAsync("h1", "checkout");
        (await open.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
        await open.Button("Approve").FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await open.SeeAsync("dialog", "Approve this plan?");
        (await open.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("who");
        await open.Page.Keyboard.PressAsync("Escape");
        (await FocusAsync(open)).ShouldBe("Approve", "the dialog gives the focus back");
        api.Posted.ShouldBeEmpty();
    }

    [RealClientFact("chromium")]
    public async Task Everything_that_can_be_pressed_or_filled_has_a_name()
    {
        var api = new CannedApi();
        api.Set(Some.Incident());
        api.Set("api/history", Some.History("shop", 0, 3));
        await using var open = await OpenPage.NewAsync(fixture, api);
        foreach (var view in (string[])["", "#/incident/checkout-0", "#/control", "#/history", "#/audit"])
        {
            await open.GoAsync(view);
            await open.Page.Locator("main :is(.incident, .card)").First.WaitForAsync();
            var nameless = await open.Page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('button, a, input, select, [role=img]')]
                  .filter(one => !(one.getAttribute('aria-label') || one.textContent.trim() || one.labels?.length))
                  .map(one => one.outerHTML)
                """);
            nameless.ShouldBeEmpty(view);
        }
    }

    [RealClientFact("chromium")]
    public async Task The_page_is_sent_under_strict_rules_and_asks_nobody_else_for_anything()
    {
        await using var open = await OpenPage.NewAsync(fixture);
        var elsewhere = new List<string>();
        open.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(open.Root.ToString(), StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };

        var answer = (await open.Page.GotoAsync(open.Root.ToString())).ShouldNotBeNull();
        await open.SeeAsync(".empty, .incident", "");

        var policy = answer.Headers["content-security-policy"];
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers["x-content-type-options"].ShouldBe("nosniff");
        answer.Headers["referrer-policy"].ShouldBe("no-referrer");
        elsewhere.ShouldBeEmpty();
        open.Complaints.ShouldBeEmpty();
        using var again = new HttpRequestMessage(HttpMethod.Get, "");
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers["etag"]);
        using var unchanged = await fixture.Host.Http.SendAsync(again);
        ((int)unchanged.StatusCode).ShouldBe(304);
        using var missing = await fixture.Host.Http.GetAsync("dashboard/..%2findex.html");
        ((int)missing.StatusCode).ShouldBe(404);
    }

    private static Task<string> BackgroundAsync(OpenPage open) => open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static Task<string> FocusAsync(OpenPage open) => open.Page.EvaluateAsync<string>("document.activeElement.textContent");
}
