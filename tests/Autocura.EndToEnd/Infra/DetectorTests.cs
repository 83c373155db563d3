using System.Reflection;
using Autocura.Settings;
using Microsoft.Azure.Functions.Worker;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>The detector that KServe serves answers, and does nothing else: a second watcher beside the app would tell everything twice.</summary>
public sealed class DetectorTests
{
    private const string Component = "infra/kubernetes/components/kserve";

    [Fact]
    public void Every_timer_of_the_app_is_off()
    {
        var timers = typeof(LiveSettings).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>() is not null))
            .Select(method => $"AzureWebJobs_{method.GetCustomAttribute<FunctionAttribute>()!.Name}_Disabled");
        var off = Container().List("env").Where(variable => variable.Find("value") is YamlScalarNode { Value: "true" }).Select(variable => variable.Text("name"));

        off.Order(StringComparer.Ordinal).ShouldBe(timers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_may_read_the_models_that_the_app_keeps_and_write_nothing()
    {
        var kept = Manifests.In("infra/kubernetes/rbac/roles").Where(file => file.Root.Text("metadata", "name") == "autocura-own-namespace").SelectMany(file => file.Root.List("rules"))
            .SelectMany(rule => rule.Texts("resourceNames")).Where(name => name.StartsWith("autocura-models", StringComparison.Ordinal)).Append(LiveSettings.Name).ToList();
        var rule = Manifests.In(Component).Single(file => file.Root.Find("kind") is YamlScalarNode { Value: "Role" }).Root.List("rules").ShouldHaveSingleItem();

        rule.Texts("verbs").ShouldBe(["get"]);
        rule.Texts("resourceNames").Order(StringComparer.Ordinal).ShouldBe(kept.Order(StringComparer.Ordinal));
    }

    private static YamlNode Container() => Manifests.In(Component).Single(file => file.Root.Find("kind") is YamlScalarNode { Value: "ServingRuntime" }).Root.List("spec", "containers").Single();
}
