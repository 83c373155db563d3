using System.Globalization;
using System.Text.RegularExpressions;
using Autocura.Embedded.Metrics;
using Autocura.Embedded.Scenarios;

namespace Autocura.Embedded.Tests.Scenarios;

/// <summary>That the catalogue is whole: every row of the suites is a scenario or has its reason, and the table in the docs is that of the files.</summary>
public sealed partial class FaultCatalogueTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fault-catalogue.md"));

    /// <summary>The scenarios of ITBench 1.4.1, but for those that the docs give a reason for.</summary>
    private static readonly int[] ItBench =
    [
        .. Enumerable.Range(1, 62).Except([9, 28, 32]), 80, 81, 83, 91, 102, 105, 114,
    ];

    /// <summary>The problems of AIOpsLab: the one with a mitigation where there is one, else the detection.</summary>
    private static readonly string[] AiOpsLab =
    [
        .. Astronomy("detection", "ad_service_failure", "ad_service_high_cpu", "ad_service_manual_gc", "cart_service_failure", "image_slow_load", "loadgenerator_flood_homepage",
            "payment_service_failure", "payment_service_unreachable", "product_catalog_service_failure", "recommendation_service_cache_failure"),
        .. Astronomy("mitigation", "kafka_queue_problems"),
        "k8s_target_port-misconfig-mitigation-1", "k8s_target_port-misconfig-mitigation-2", "k8s_target_port-misconfig-mitigation-3", "auth_miss_mongodb-mitigation-1",
        "misconfig_app_hotel_res-mitigation-1", "scale_pod_zero_social_net-mitigation-1", "assign_to_non_existent_node_social_net-mitigation-1",
        "redeploy_without_PV-mitigation-1", "wrong_bin_usage-mitigation-1",
        "container_kill-detection", "pod_failure_hotel_res-detection-1", "pod_kill_hotel_res-detection-1", "network_loss_hotel_res-detection-1", "network_delay_hotel_res-detection-1",
        "operator_overload_replicas-detection-1", "operator_non_existent_storage-detection-1", "operator_invalid_affinity_toleration-detection-1",
        "operator_security_context_fault-detection-1", "operator_wrong_update_strategy-detection-1",
        "noop_detection_hotel_reservation-1", "noop_detection_social_network-1", "noop_detection_astronomy_shop-1",
    ];

    [Fact]
    public void Every_row_of_ITBench_is_one_scenario() => Rows("ITBench").ShouldBe(ItBench.Select(id => id.ToString(CultureInfo.InvariantCulture)), ignoreOrder: true);

    [Fact]
    public void Every_row_of_AIOpsLab_is_one_scenario() => Rows("AIOpsLab").ShouldBe(AiOpsLab, ignoreOrder: true);

    [Fact]
    public void The_table_in_the_docs_is_that_of_the_files() => TableRow().Matches(Docs).Select(row => row.Value.Trim()).ShouldBe(
        ScenarioListing.Of(ScenarioCatalog.Load(), null, null).Rows().Select(row => $"| {string.Join(" | ", row)} |"),
        $"write the table anew with: dotnet run --project embedded -- scenarios --markdown");

    [Fact]
    public void Alerts_are_those_of_the_rules()
    {
        var rules = Alert().Matches(EmbeddedRules.Production["rules.yaml"]).Select(alert => alert.Groups["name"].Value);

        ScenarioCatalog.Load().All.SelectMany(scenario => scenario.Alerts).ShouldBeSubsetOf(rules);
    }

    [Fact]
    public void Each_application_of_the_suites_has_its_control() => ScenarioCatalog.Load().All.Where(scenario => scenario.IsControl).Select(scenario => scenario.Application)
        .Distinct().Order().ShouldBe(["astronomy-shop", "hotel-reservation", "shop", "social-network"], ignoreOrder: true);

    private static IEnumerable<string> Astronomy(string task, params string[] faults) => faults.Select(fault => $"astronomy_shop_{fault}-{task}-1");

    private static IEnumerable<string> Rows(string suite) => ScenarioCatalog.Load().All.SelectMany(scenario => scenario.Catalogue).Where(row => row.Suite == suite).Select(row => row.Id);

    [GeneratedRegex(@"^\| [a-z0-9-]+ \| [a-z-]+ \|.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"- alert: (?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alert();
}
