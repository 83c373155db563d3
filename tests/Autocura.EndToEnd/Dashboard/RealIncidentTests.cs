using Microsoft.Playwright;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>A whole incident from the page alone, on the real host: everything stopped and allowed, the workload left alone, its plan approved and taken back.</summary>
[Collection(BrowserFixture.Name)]
public sealed class RealIncidentTests(BrowserFixture fixture)
{
    private const string Image = "{.spec.template.spec.containers[0].image}";
    private const float Soon = 90_000;

    [RealClientFact("chromium", "kubectl")]
    public async Task An_incident_is_followed_and_decided_from_the_page_alone()
    {
        await fixture.Host.ShopIsUpAsync();
        await fixture.Host.KubectlAsync("set", "image", "deployment/cart", "cart=registry.shop.example/cart:no-such-tag", "-n", "shop");
        await using var open = await OpenPage.NewAsync(fixture);
        await open.GoAsync();
        await open.SeeAsync(".incident", "Awaiting approval", Soon);
        await open.Page.Locator(".incident", new PageLocatorOptions { HasText = "cart" }).First.ClickAsync();
        await open.SeeAsync(".diff .gone", "no-such-tag", Soon);
        await open.SeeAsync(".spread figcaption", "s", Soon);
        await open.SeeAsync(".clues li", "", Soon);

        await DecideAsync(open, "Stop all changes", "a drill");
        await open.SeeAsync("#banner", "All changes are stopped", Soon);
        await DecideAsync(open, "Allow changes", "");
        await open.Page.Locator("#banner .stopped").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached, Timeout = Soon });
        await DecideAsync(open, "Leave it alone", "a look first");
        (await fixture.Host.KubectlAsync("get", "deployment", "cart", "-n", "shop", "-o", "jsonpath={.metadata.annotations.autocura\\.io/paused-by}")).ShouldBe("ana: a look first");
        await fixture.Host.KubectlAsync("annotate", "deployment", "cart", "-n", "shop", "autocura.io/pause-until-");

        await DecideAsync(open, "Approve", "the release is mine");
        await open.Button("Take it back").WaitForAsync(new LocatorWaitForOptions { Timeout = Soon });
        (await ImageAsync()).ShouldNotContain("no-such-tag");
        await DecideAsync(open, "Take it back", "not on a Friday");
        await open.SeeAsync(".card", "ana asked for it to be taken back: not on a Friday", Soon);
        await fixture.Host.KubectlAsync("wait", "deployment/cart", "-n", "shop", $"--for=jsonpath={Image}=registry.shop.example/cart:no-such-tag", "--timeout=90s");
        open.Complaints.ShouldBeEmpty();
    }

    private Task<string> ImageAsync() => fixture.Host.KubectlAsync("get", "deployment", "cart", "-n", "shop", "-o", $"jsonpath={Image}");

    private static async Task DecideAsync(OpenPage open, string button, string why)
    {
        await open.Button(button).ClickAsync();
        await open.Page.FillAsync("#who", "ana");
        await open.Page.FillAsync("#why", why);
        await open.Page.Locator("dialog button[type=submit]").ClickAsync();
        await open.Page.Locator("dialog[open]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached, Timeout = Soon });
    }
}
