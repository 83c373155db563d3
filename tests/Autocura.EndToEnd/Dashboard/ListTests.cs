using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>The list of incidents in every state that it can be in.</summary>
[Collection(BrowserFixture.Name)]
public sealed class ListTests(BrowserFixture fixture)
{
    private const float TwoSeconds = 2000;

    [RealClientFact("chromium")]
    public async Task While_nothing_is_known_it_says_that_it_loads_and_then_that_nothing_is_open()
    {
        var api = new CannedApi();
        var wait = api.Hold("api/incidents");
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync();

        await open.Page.Locator("[aria-busy=true]").WaitForAsync();
        wait.SetResult();
        await open.SeeAsync(".empty", "No open incident");
        (await open.Page.Locator("[aria-busy=true]").CountAsync()).ShouldBe(0);
        open.Complaints.ShouldBeEmpty();
    }

    [RealClientFact("chromium")]
    public async Task A_change_is_seen_within_two_seconds_and_told_to_who_cannot_see()
    {
        var api = new CannedApi();
        api.Set("api/incidents", new[] { Some.Summary(phase: "Analyzing") });
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync();
        await open.SeeAsync(".incident .chip", "Analyzing");

        api.Set("api/incidents", new[] { Some.Summary() });
        await open.SeeAsync(".incident .chip", "Awaiting approval", TwoSeconds);
        (await open.TextAsync("#announcer")).ShouldContain("checkout: Awaiting approval");

        api.Set("api/incidents", new[] { Some.Summary(phase: "Resolved") });
        await open.SeeAsync(".empty", "No open incident", TwoSeconds);
        await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "History" }).ClickAsync();
        await open.SeeAsync(".incident", "checkout");
    }

    [RealClientFact("chromium")]
    public async Task An_error_is_told_while_what_was_known_stays()
    {
        var api = new CannedApi();
        api.Set("api/incidents", new[] { Some.Summary() });
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync();
        await open.SeeAsync(".incident", "checkout");

        api.Refuse("api/incidents", 503, "The store is full.");
        await open.SeeAsync("#banner", "The store is full.");
        (await open.Page.Locator(".incident").CountAsync()).ShouldBe(1);

        await open.Page.UnrouteAllAsync();
        await open.Page.RouteAsync("**/api/**", route => route.AbortAsync());
        await open.SeeAsync("#banner", "The system does not answer");
        await open.Page.UnrouteAllAsync();
        api.Set("api/incidents", new[] { Some.Summary() });
        await open.Page.RouteAsync("**/api/**", api.AnswerAsync);
        await open.Page.Locator("#banner .problem").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    [RealClientFact("chromium")]
    public async Task Five_hundred_incidents_come_in_pages_the_worst_first_and_are_found_by_words_and_phase()
    {
        var api = new CannedApi();
        api.Set("api/incidents", Some.Many(500));
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync();

        await open.SeeAsync("#count", "500 of 500");
        (await open.Page.Locator(".incident").CountAsync()).ShouldBe(50);
        (await open.Page.Locator(".incident").First.GetAttributeAsync("data-severity")).ShouldBe("critical");
        await open.Button("Next").ClickAsync();
        await open.SeeAsync(".pager", "Page 2 of 10");
        (await open.Page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("Next", "the one who pages with the keyboard goes on from there");

        await open.Page.FillAsync("#filter", "checkout-499");
        await open.SeeAsync("#count", "1 of 500");
        await open.Page.FillAsync("#filter", "");
        await open.Page.SelectOptionAsync("#phase", "Verifying");
        await open.SeeAsync("#count", "125 of 500");
        await open.Page.FillAsync("#filter", "nothing is called so");
        await open.SeeAsync(".empty", "No incident matches");
        open.Complaints.ShouldBeEmpty();
    }

    [RealClientFact("chromium")]
    public async Task A_row_that_has_the_focus_keeps_it_when_everything_is_renewed()
    {
        var api = new CannedApi();
        api.Set("api/incidents", new[] { Some.Summary(phase: "Analyzing"), Some.Summary(1) });
        await using var open = await OpenPage.NewAsync(fixture, api);
        await open.GoAsync();
        await open.Page.Locator(".incident").First.FocusAsync();
        var focused = await open.Page.EvaluateAsync<string>("document.activeElement.dataset.key");

        api.Set("api/incidents", new JsonArray(Some.Summary(phase: "Planning"), Some.Summary(1, "Planning"), Some.Summary(2)));
        await open.SeeAsync(".incident .chip", "Planning");

        (await open.Page.EvaluateAsync<string>("document.activeElement.dataset.key")).ShouldBe(focused);
    }
}
