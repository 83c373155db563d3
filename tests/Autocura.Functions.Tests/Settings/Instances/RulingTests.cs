using Autocura.Diagnosis;
using Autocura.Settings;
using Autocura.Settings.Instances;
using Autocura.Support;

namespace Autocura.Functions.Tests.Settings.Instances;

public sealed class RulingTests
{
    private const string Full = """
        {"provider": "Deterministic", "mode": "suggest", "watcher": {"enabled": true, "interval": "45s", "window": "2h", "maxLogLines": 7, "maxContextChars": 4000, "targets": [{"deployment": "cart", "namespace": "shop"}]}}
        """;

    [Fact]
    public async Task An_instance_lies_over_the_settings_and_its_deletion_brings_them_back()
    {
        await using var cluster = await TestCluster.StartAsync();
        var live = LiveSettingsTests.Of(cluster, new AutocuraOptions { Mode = "auto" });
        await SomeInstance.WriteAsync(cluster, "main", Full);

        var ruled = await live.ReadAsync(CancellationToken.None);

        (ruled.Options.Mode, ruled.Options.Sweep.Every, ruled.Options.Scan.Every, ruled.Options.Scan.Past).ShouldBe(("Suggest", TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(45), TimeSpan.FromHours(2)));
        ruled.Scope.Targets.ShouldHaveSingleItem().Name.ShouldBe("cart");
        ruled.Budget.ShouldBe(new EvidenceBudget(7, 7, 4000));
        ruled.Options.Problems().ShouldBeEmpty();
        var shown = (await live.ViewAsync(CancellationToken.None)).Settings.ToDictionary(setting => setting.Name, setting => setting.Source);
        (shown["collection_interval"], shown["risk_threshold"]).ShouldBe(("Instance autocura-cognitiva/main", "the app's settings"));

        cluster.Store.Delete(SomeInstance.Key("main"), Embedded.Cluster.Actor.ApiServer);
        cluster.Time.Advance(LiveSettings.Interval);

        var free = await live.ReadAsync(CancellationToken.None);
        (free.Options, free.Scope.Targets.Count, free.Budget).ShouldBe((new AutocuraOptions { Mode = "auto" }, 0, EvidenceBudget.Usual));
    }

    [Theory]
    [InlineData("observe", "auto", "observe")]
    [InlineData("approve", "auto", "approve")]
    [InlineData("auto", "approve", "Approve")]
    public async Task The_mode_of_an_instance_only_lowers_the_apps(string app, string asked, string holds)
    {
        await using var cluster = await TestCluster.StartAsync();
        await SomeInstance.WriteAsync(cluster, "main", $$"""{"provider": "Deterministic", "mode": "{{asked}}"}""");

        (await LiveSettingsTests.Of(cluster, new AutocuraOptions { Mode = app }).ReadAsync(CancellationToken.None)).Options.Mode.ShouldBe(holds);
    }

    [Fact]
    public async Task What_lies_outside_of_what_can_be_is_brought_to_its_edge()
    {
        await using var cluster = await TestCluster.StartAsync();
        await SomeInstance.WriteAsync(cluster, "main", """{"provider": "Deterministic", "watcher": {"enabled": true, "interval": "10ms", "window": "1s", "maxContextChars": 1000000}}""");

        var ruled = await LiveSettingsTests.Of(cluster).ReadAsync(CancellationToken.None);

        (ruled.Options.Sweep.Every, ruled.Budget.Characters).ShouldBe((TimeSpan.FromSeconds(15), EvidenceBounds.Own));
        ruled.Options.Problems().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_key_is_handed_on_and_never_printed()
    {
        await using var cluster = await TestCluster.StartAsync();
        SomeInstance.Secret(cluster, "keys", "GOOGLE_AI_API_KEY", "secret-word\n");
        await SomeInstance.WriteAsync(cluster, "main", """{"provider": "GOOGLEAI", "model": "gemini", "apiKeys": {"name": "keys"}}""");

        var (settings, note) = await new LanguageModelReader(cluster.Clusters, LiveSettingsTests.Of(cluster)).ReadAsync(CancellationToken.None);

        settings.ShouldNotBeNull().Key.Reveal().ShouldBe("secret-word");
        $"{settings} {note} {System.Text.Json.JsonSerializer.Serialize(settings)}".ShouldNotContain("secret-word");
        (settings.Provider, settings.Model, settings.MaxContextChars).ShouldBe(("GOOGLEAI", "gemini", 32_000));
    }
}
