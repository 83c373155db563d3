using Autocura.Alerts;
using Autocura.Cluster;
using Autocura.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Autocura.Functions.Tests.Cluster;

public sealed class ClusterSettingsTests
{
    [Fact]
    public void Without_further_clusters_there_is_home_alone()
    {
        Read().ShouldBe([new ClusterOptions()]);
        Read(("Cluster:Name", "east"), ("Cluster:Kubeconfig", "/k"), ("Clusters:west:Kubeconfig", "")).ShouldBe([new ClusterOptions { Name = "east", Kubeconfig = "/k" }]);
    }

    [Fact]
    public void A_further_cluster_has_its_key_for_a_name_and_home_for_what_it_does_not_set()
    {
        var all = Read(
            ("Cluster:Name", "east"), ("Cluster:Kubeconfig", "/east"), ("Cluster:Context", "e"), ("Cluster:Timeout", "00:00:05"), ("Cluster:Attempts", "2"),
            ("Clusters:west:Kubeconfig", "/west"), ("Clusters:west:Attempts", "3"),
            ("Clusters:9:Name", "arn:aws:eks:north"), ("Clusters:9:InCluster", "true"));
        all.Select(cluster => (cluster.Name, cluster.Kubeconfig, cluster.Context, cluster.InCluster)).ShouldBe(
            [("east", "/east", "e", false), ("arn:aws:eks:north", null, null, true), ("west", "/west", null, false)]);
        all.ShouldAllBe(cluster => cluster.Timeout == TimeSpan.FromSeconds(5));
        all.Select(cluster => cluster.Attempts).ShouldBe([2, 2, 3]);
    }

    [Theory]
    [InlineData("Cluster:Name", " ", "Cluster:Name is empty")]
    [InlineData("Cluster:Name", "a|b", "Cluster:Name is 'a|b'; it cannot contain '|'.")]
    [InlineData("Cluster:Context", "c", "Cluster:Context is 'c' without Cluster:Kubeconfig")]
    [InlineData("Cluster:Timeout", "00:00:00", "Cluster:Timeout is 00:00:00: use 00:00:00.2 to 00:05:00.")]
    [InlineData("Cluster:Patience", "00:00:01", "Cluster:Patience is 00:00:01: use at least Cluster:Timeout (00:00:30)")]
    [InlineData("Cluster:Attempts", "0", "Cluster:Attempts is 0: use 1 to 20.")]
    [InlineData("Cluster:Concurrency", "0", "Cluster:Concurrency is 0: use 1 to 1000.")]
    [InlineData("Cluster:RequestsPerSecond", "0", "Cluster:RequestsPerSecond is 0: use 1 to 10000.")]
    [InlineData("Clusters:west:UserAgent", "x", "Clusters:west does not say how it is reached: set Clusters:west:Kubeconfig or Clusters:west:InCluster.")]
    [InlineData("Clusters:west:Context", "x", "Clusters:west:Context is 'x' without Clusters:west:Kubeconfig")]
    public void A_wrong_setting_is_named_with_what_it_may_be(string setting, string value, string problem) =>
        Problems((setting, value)).ShouldContain(problem);

    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var problems = Problems(
            ("Cluster:Name", "west"), ("Cluster:Attempts", "99"), ("Clusters:WEST:Kubeconfig", "/k"), ("Clusters:WEST:InCluster", "true"), ("Clusters:WEST:Attempts", "1"));
        problems.ShouldContain("Cluster:Attempts is 99");
        problems.ShouldContain("Clusters:WEST:InCluster and Clusters:WEST:Kubeconfig are both set");
        problems.ShouldContain("2 clusters have the name 'west'");
    }

    [Theory]
    [InlineData("east", "east", "")]
    [InlineData("WEST", "west", "")]
    [InlineData("north", null, "It is about cluster 'north', and none of that name is known: there is 'east', 'west' (settings Cluster:Name and Clusters).")]
    [InlineData(null, null, "It does not say which cluster it is about (label cluster), and there are 'east', 'west': give each Prometheus its name in external_labels.")]
    public void An_alert_says_by_its_label_which_cluster_it_is_about_and_nothing_is_guessed(string? label, string? cluster, string reason)
    {
        using var clusters = Directory("east", "west");
        var (found, why) = clusters.Of(Labelled(label));
        found?.Name.ShouldBe(cluster);
        (found is null).ShouldBe(cluster is null);
        if (found is null) why.ShouldBe(reason);
    }

    [Fact]
    public void With_one_cluster_an_alert_need_not_say()
    {
        using var clusters = Directory("east");
        clusters.Of(Labelled(null)).Cluster.ShouldBe(clusters.Home);
        clusters.Of(Labelled("west")).Cluster.ShouldBeNull();
    }

    [Fact]
    public void Work_that_names_a_cluster_goes_there_or_nowhere()
    {
        using var clusters = Directory("east", "west");
        clusters.Named("West").Name.ShouldBe("west");
        Should.Throw<ClusterException>(() => clusters.Named("north")).Message.ShouldBe("There is no cluster 'north'; there is 'east', 'west' (settings Cluster:Name and Clusters).");
        Should.Throw<ClusterException>(() => clusters.Named("")).IsTransient.ShouldBeFalse();
        using var one = Directory("east");
        one.Named("").ShouldBe(one.Home);
    }

    private static ClusterDirectory Directory(params string[] names) => new(
        [.. names.Select(name => new KubernetesCluster(new ClusterOptions { Name = name }, new ClusterWire(TimeProvider.System, () => 0, NullLogger.Instance)))]);

    private static Alert Labelled(string? cluster) => cluster is null
        ? Some.Alert()
        : Some.Alert() with { Labels = new Dictionary<string, string>(Some.Alert().Labels) { ["cluster"] = cluster } };

    private static IReadOnlyList<ClusterOptions> Read(params (string Name, string Value)[] settings) => ClusterSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build());

    private static string Problems(params (string Name, string Value)[] settings) =>
        string.Join('\n', Should.Throw<OptionsValidationException>(() => Read(settings)).Failures);
}
