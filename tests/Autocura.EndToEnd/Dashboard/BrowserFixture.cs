using Microsoft.Playwright;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>One real browser and one host for all tests of the page: a page of its own for each test is what keeps them apart.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Name = "browser";

    private IPlaywright? playwright;
    private IBrowser? browser;

    internal HostProcess Host { get; } = new();

    public IBrowser Browser => browser ?? throw new InvalidOperationException(RealClients.HowToInstall("chromium"));

    public async Task InitializeAsync()
    {
        if (RealClients.Find("chromium") is not { } chromium)
        {
            return; // each test says so, and is skipped where nobody promised that it is there
        }

        var starting = Host.StartAsync("--mode", "approve");
        playwright = await Playwright.CreateAsync();
        // As root, as in a container, Chromium has no sandbox of its own.
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        await starting;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await Host.DisposeAsync();
    }
}

/// <summary>The tests that share the browser, one after the other.</summary>
[CollectionDefinition(BrowserFixture.Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>;
