using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>
/// The page as the host serves it, open in a browser profile of its own. What the API would answer can be laid over it, as a network that nobody here wrote could
/// answer anything. Whatever the page complains of, or a script that should not run does, is kept.
/// </summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private OpenPage(IBrowserContext context, IPage page, Uri root)
    {
        this.context = context;
        Page = page;
        Root = root;
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Console += (_, line) =>
        {
            if (line.Type == "error" && !line.Text.Contains("Failed to load resource", StringComparison.Ordinal))
            {
                Complaints.Enqueue(line.Text);
            }
        };
        page.Dialog += (_, dialog) => Complaints.Enqueue($"a script opened a dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    public Uri Root { get; }

    /// <summary>Scripts that failed or ran where none should, and what the content policy had to stop.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public static async Task<OpenPage> NewAsync(BrowserFixture fixture, CannedApi? api = null, BrowserNewContextOptions? options = null)
    {
        var context = await fixture.Browser.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-US", ColorScheme = ColorScheme.Dark });
        context.SetDefaultTimeout(10_000);
        var page = await context.NewPageAsync();
        var opened = new OpenPage(context, page, fixture.Host.Http.BaseAddress!);
        if (api is not null)
        {
            await page.RouteAsync("**/api/**", api.AnswerAsync);
        }

        return opened;
    }

    public Task GoAsync(string view = "") => Page.GotoAsync(new Uri(Root, view).ToString());

    /// <summary>Waits until an element shows a text.</summary>
    public Task SeeAsync(string selector, string text, float patience = 10_000) =>
        Page.Locator(selector).Filter(new LocatorFilterOptions { HasText = text }).First.WaitForAsync(new LocatorWaitForOptions { Timeout = patience });

    public Task<string> TextAsync(string selector) => Page.Locator(selector).First.InnerTextAsync();

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
