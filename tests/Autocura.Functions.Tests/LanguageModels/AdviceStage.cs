using Autocura.Activities;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Settings.Instances;
using Autocura.KnownGood;
using Autocura.LanguageModels;
using Autocura.Ledger;
using Autocura.Ledger.Learning;
using Autocura.Planning;
using Autocura.Policies;
using Autocura.Remediation;
using Autocura.Settings;
using Autocura.Settings.Instances;
using Autocura.Support;
using Autocura.Support.LanguageModels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Functions.Tests.LanguageModels;

/// <summary>All that asks a model, as the app composes it, against a simulated cluster and a server that speaks the protocol.</summary>
internal sealed class AdviceStage : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private AdviceStage(TestCluster cluster, ModelServer model, ServiceProvider services)
    {
        (Cluster, Model) = (cluster, model);
        this.services = services;
    }

    public TestCluster Cluster { get; }

    public ModelServer Model { get; }

    /// <summary>How long the incident waits.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(20);

    public ModelInstruments Instruments => services.GetRequiredService<ModelInstruments>();

    public IReadOnlyDictionary<string, ActionProfile> Profiles => services.GetRequiredService<ActionCatalog>().Profiles;

    public static async Task<AdviceStage> OpenAsync(LanguageModelOptions? options = null, TimeSpan? within = null, string provider = "OPENAI", int characters = 32_000)
    {
        var cluster = await TestCluster.StartAsync();
        var model = await ModelServer.StartAsync();
        SomeInstance.Secret(cluster, "keys", "OPENAI_API_KEY", ModelServer.Key);
        await SomeInstance.WriteAsync(cluster, "main", $$$"""{"provider": "{{{provider}}}", "model": "test-1", "endpoint": "{{{model.Endpoint}}}", "apiKeys": {"name": "keys"}, "watcher": {"enabled": true, "maxContextChars": {{{characters}}}}}""");
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(cluster.Time)
            .AddSingleton(cluster.Clusters)
            .AddSingleton(new AutocuraOptions())
            .AddSingleton(new JobOptions())
            .AddSingleton(new LedgerOptions(SomeInstance.Own))
            .AddSingleton<LiveSettings>().AddSingleton<LanguageModelReader>()
            .AddSingleton<LearningStore>().AddSingleton<TokenLedger>()
            .AddKnownGood(new ConfigurationBuilder().Build())
            .AddRemediation()
            .AddLanguageModels(options ?? new LanguageModelOptions(), TimeProvider.System)
            .AddSingleton<AdviceStores>().AddSingleton<AdviceGathering>()
            .AddLogging();
        return new AdviceStage(cluster, model, services.BuildServiceProvider()) { Within = within ?? TimeSpan.FromSeconds(20) };
    }

    /// <summary>What comes of asking about that evidence.</summary>
    public Task<Advice> AskAsync(Evidence evidence, RankedHypotheses? diagnosis = null) =>
        services.GetRequiredService<AdviceGathering>().AskAsync(new AdviceRequest(evidence, diagnosis ?? Unknown(), Within), CancellationToken.None);

    /// <summary>Rules that do not know.</summary>
    public static RankedHypotheses Unknown() => new()
    {
        Hypotheses = [new Hypothesis { Cause = Cause.Unknown, Headline = "What is wrong with cart is not known.", Probability = 1 }],
        Reason = "nothing speaks for another cause",
    };

    /// <summary>What an entry of a ConfigMap of this system's own says; null where it is not there.</summary>
    public string? Entry(string map, string name) => Cluster.Store.Find(ObjectKey.Core("configmaps", SomeInstance.Own, map))?["data"]?[name]?.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Model.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
