using System.Reflection;
using Autocura.Cluster;
using Autocura.Embedded.Hosting.Settings;
using Autocura.KnownGood;
using Autocura.Metrics;
using Autocura.Triggers;
using Autocura.Triggers.Access;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Tests.Hosting.Settings;

/// <summary>The sample is what people copy: it must name every setting, and nothing that is none.</summary>
public sealed class SampleSettingsTests
{
    private static readonly IReadOnlyDictionary<string, string?> Sample = LocalSettings.Read(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json"));

    [Theory]
    [InlineData("Autocura", typeof(AutocuraOptions))]
    [InlineData("Cluster", typeof(ClusterOptions))]
    [InlineData("Intake", typeof(IntakeOptions))]
    [InlineData("Metrics", typeof(MetricsOptions))]
    public void Every_setting_of_a_section_stands_in_the_sample_and_none_that_does_not_exist(string section, Type options) =>
        Sample.Keys.Where(key => key.StartsWith(section + ":")).Select(WithoutExample).Distinct().ShouldBe(Settings(section, options).Concat(Beside(section)), ignoreOrder: true);

    [Fact]
    public void The_sample_binds_and_is_without_a_problem()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(Sample).Build();
        var options = settings.GetRequiredSection("Autocura").Get<AutocuraOptions>()!;
        options.Problems().ShouldBeEmpty();
        options.ShouldBe(new AutocuraOptions());
        Should.NotThrow(() => MetricsSetup.AddMetrics(new ServiceCollection(), settings));
        settings.GetRequiredSection("Intake").Get<IntakeOptions>()!.KeepFinished.ShouldBe(new IntakeOptions().KeepFinished);
        (settings.GetRequiredSection("Cluster").Get<ClusterOptions>()! with { Kubeconfig = null, Context = null, UserAgent = "" })
            .ShouldBe(new ClusterOptions { UserAgent = "" });
    }

    [Fact]
    public void The_functions_that_it_switches_are_there()
    {
        var names = typeof(AutocuraSetup).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Select(m => m.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToHashSet();
        var switched = Sample.Keys.Where(key => key.StartsWith("AzureWebJobs.")).Select(key => key.Split('.')[1]).ToList();
        switched.ShouldNotBeEmpty();
        switched.ShouldBeSubsetOf(names);
    }

    // One entry of a table stands for all.
    private static string WithoutExample(string key) => key.StartsWith("Intake:AzureClusters:") ? "Intake:AzureClusters" : key.StartsWith("Autocura:Access:Keys:") ? "Autocura:Access:Keys" : key;

    // Sections that another folder reads.
    private static IEnumerable<string> Beside(string section) => section == "Autocura"
        ? [.. Settings("Autocura:KnownGood", typeof(KnownGoodOptions)), .. Settings("Autocura:Approval", typeof(ApprovalOptions)), .. Settings("Autocura:Access", typeof(AccessOptions))]
        : [];

    // What has no default takes the place of a choice that is made by itself: it is not in the sample.
    private static IEnumerable<string> Settings(string section, Type options)
    {
        var usual = Activator.CreateInstance(options);
        return options.GetProperties().Where(p => p.CanWrite).SelectMany(p => !p.PropertyType.Namespace!.StartsWith("Autocura")
            ? [$"{section}:{p.Name}"]
            : p.GetValue(usual) is null ? [] : Settings($"{section}:{p.Name}", p.PropertyType));
    }
}
