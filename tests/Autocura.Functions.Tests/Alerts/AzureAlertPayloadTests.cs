using System.Text;
using System.Text.Json.Nodes;
using Autocura.Alerts;

namespace Autocura.Functions.Tests.Alerts;

/// <summary>A table of messages as Azure Monitor's services send them, with what is understood of each.</summary>
public sealed class AzureAlertPayloadTests
{
    private const string Aks = "/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/rg-shop/providers/Microsoft.ContainerService/managedClusters/aks-shop";

    private static readonly AzureAlertPayload Payload = new(new Dictionary<string, string> { ["aks-shop"] = "production", [Aks.Replace("aks-shop", "aks-other").ToLowerInvariant()] = "west" });

    /// <summary>What measured, its context, and labels that must be understood ("name=value").</summary>
    public static TheoryData<string, string, string> Variants => new()
    {
        {
            "Prometheus",
            """{"interval":"PT1M","expression":"kube_pod_container_status_restarts_total","expressionValue":"5","for":"PT5M","labels":{"alertname":"KubePodCrashLooping","cluster":"aks-shop","namespace":"shop","pod":"cart-7c5d8f9b6-x2x4q","container":"app"},"annotations":{"description":"it restarts"},"ruleGroup":"/subscriptions/1/x"}""",
            "alertname=KubePodCrashLooping;cluster=production;namespace=shop;pod=cart-7c5d8f9b6-x2x4q"
        },
        {
            "Platform",
            """{"properties":null,"conditionType":"SingleResourceMultipleMetricCriteria","condition":{"windowSize":"PT5M","allOf":[{"metricName":"kube_pod_status_ready","metricNamespace":"Microsoft.ContainerService/managedClusters","operator":"LessThan","threshold":"1","timeAggregation":"Average","dimensions":[{"name":"namespace","value":"shop"},{"name":"pod","value":"cart-1"}],"metricValue":0.0}],"windowStartTime":"2026-03-22T13:40:03.064Z","windowEndTime":"2026-03-22T13:45:03.064Z"}}""",
            "alertname=rule;cluster=production;namespace=shop;pod=cart-1"
        },
        {
            "Platform",
            """{"conditionType":"DynamicThresholdCriteria","condition":{"windowSize":"PT5M","allOf":[{"alertSensitivity":"High","failingPeriods":{"numberOfEvaluationPeriods":1,"minFailingPeriodsToAlert":1},"ignoreDataBefore":null,"metricName":"restartingContainerCount","metricNamespace":"insights.container/pods","operator":"GreaterThan","threshold":"2","dimensions":[{"name":"controllerName","value":"cart-7c5d8f9b6"},{"name":"Kubernetes namespace","value":"shop"}],"metricValue":9}]}}""",
            "namespace=shop;replicaset=cart-7c5d8f9b6"
        },
        {
            "Log Alerts V2",
            """{"properties":{"team":"blue"},"conditionType":"LogQueryCriteria","condition":{"windowSize":"PT10M","allOf":[{"searchQuery":"KubePodInventory | where PodStatus == 'Failed'","metricMeasureColumn":null,"targetResourceTypes":"['Microsoft.ContainerService/managedClusters']","operator":"GreaterThan","threshold":"0","timeAggregation":"Count","dimensions":[{"name":"KubernetesNamespace","value":"shop"},{"name":"Deployment","value":"cart"},{"name":"Computer","value":"aks-nodepool1-1"}],"metricValue":3.0,"linkToFilteredSearchResultsUI":"https://portal.azure.com#x"}]}}""",
            "namespace=shop;deployment=cart;node=aks-nodepool1-1"
        },
        {
            "Log Analytics",
            """{"SearchQuery":"Perf | where x","SearchIntervalStartTimeUtc":"3/22/2026 1:36:31 PM","ResultCount":2,"LinkToFilteredSearchResultsUI":"https://portal.azure.com/#y","WorkspaceId":"w","Threshold":10000,"Operator":"Less Than","Dimensions":[{"name":"Namespace","value":"shop"},{"name":"PodName","value":"cart-1"}],"SearchResults":{"tables":[]},"IncludedSearchResults":"True","AlertType":"Metric measurement"}""",
            "namespace=shop;pod=cart-1"
        },
        {
            "Application Insights",
            """{"SearchQuery":"requests | where resultCode == \"500\"","ApplicationId":"a","Dimensions":[{"name":"IP","value":"1.1.1.1"}],"Threshold":10000.0}""",
            "dimension_ip=1.1.1.1"
        },
        {
            "Activity Log - Administrative",
            """{"authorization":{"action":"Microsoft.ContainerService/managedClusters/stop/action","scope":"/subscriptions/1"},"channels":"Operation","claims":"{\"aud\":\"x\"}","caller":"someone@example.com","correlationId":"c","eventSource":"Administrative","eventTimestamp":"2026-03-22T13:56:31.2917159+00:00","level":"Critical","operationName":"Microsoft.ContainerService/managedClusters/stop/action","status":"Succeeded"}""",
            "monitoring_service=Activity Log - Administrative;cluster=production"
        },
        { "ServiceHealth", """{"authorization":null,"channels":1,"eventSource":2,"level":3,"properties":{"title":"Maintenance","service":"AKS","region":"West Europe"},"status":"Active"}""", "monitoring_service=ServiceHealth" },
        { "Resource Health", """{"channels":"Admin, Operation","eventSource":"ResourceHealth","level":"Critical","operationName":"Microsoft.Resourcehealth/healthevent/Activated/action","properties":{"currentHealthStatus":"Unavailable"},"status":"Active"}""", "cluster=production" },
        { "Actual Cost Budget", """{"AlertCategory":"budgets","AlertData":{"Scope":"/subscriptions/1/","ThresholdType":"Actual"}}""", "monitoring_service=Actual Cost Budget" },
        { "SmartDetector", """{"SmartDetectorId":"FailureAnomaliesDetector","SmartDetectorName":"Failure Anomalies","FormattedOccurrenceTime":"2026"}""", "monitoring_service=SmartDetector" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void What_each_service_says_of_the_place_becomes_labels(string service, string context, string expected)
    {
        var alert = Parse(Message(service, context)).Alerts.ShouldHaveSingleItem();
        foreach (var label in expected.Split(';').Select(pair => pair.Split('=', 2)))
        {
            alert.Label(label[0]).ShouldBe(label[1]);
        }

        alert.Label("severity").ShouldBe("high");
        alert.StartsAt.ShouldBe(new DateTimeOffset(2026, 3, 22, 13, 58, 24, TimeSpan.Zero).AddTicks(3713213));
    }

    [Fact]
    public void Fired_and_resolved_are_one_episode()
    {
        var fired = Parse(Message("Prometheus", """{"labels":{"namespace":"shop","pod":"cart-1"}}""")).Alerts[0];
        var resolved = Parse(Message("Prometheus", """{"labels":{"namespace":"shop","pod":"cart-1"}}""", essentials =>
        {
            essentials["monitorCondition"] = "Resolved";
            essentials["resolvedDateTime"] = "2026-03-22T14:03:16.2246313Z";
        })).Alerts[0];
        (resolved.Status, resolved.EndsAt).ShouldBe((AlertStatus.Resolved, DateTimeOffset.Parse("2026-03-22T14:03:16.2246313Z")));
        EpisodeKey.Of(resolved).ShouldBe(EpisodeKey.Of(fired));
        fired.EndsAt.ShouldBeNull();
    }

    [Fact]
    public void What_a_metric_measured_is_kept_for_people() => Parse(Message("Platform", """{"condition":{"allOf":[{"metricName":"cpu","operator":"GreaterThan","threshold":"25","metricValue":31.5}]}}"""))
        .Alerts[0].Annotations["condition"].ShouldBe("cpu GreaterThan 25 (31.5)");

    [Theory]
    [InlineData("Sev0", "critical")]
    [InlineData("Sev1", "high")]
    [InlineData("Sev2", "warning")]
    [InlineData("Sev3", "info")]
    [InlineData("Sev4", "info")]
    [InlineData(null, "info")]
    public void Severities_are_those_of_the_field(string? sent, string understood) =>
        Parse(Message("Platform", "{}", essentials => essentials["severity"] = sent)).Alerts[0].Label("severity").ShouldBe(understood);

    [Theory]
    [InlineData("managedClusters/AKS-SHOP", "production")]
    [InlineData("managedClusters/aks-other", "west")]
    [InlineData("managedClusters/aks-unknown", "aks-unknown")]
    [InlineData("managedClusters/aks-shop/providers/Microsoft.Insights/x", "production")]
    public void The_resource_id_of_an_AKS_cluster_is_the_cluster(string target, string cluster) =>
        Parse(Message("Platform", "{}", essentials => essentials["alertTargetIDs"] = new JsonArray(Aks.Replace("managedClusters/aks-shop", target)))).Alerts[0].Label("cluster").ShouldBe(cluster);

    [Theory]
    [InlineData("not JSON", "The message is not JSON: ")]
    [InlineData("", "The message is not JSON: ")]
    [InlineData("[]", "The message is a list where Azure Monitor sends an object.")]
    [InlineData("{}", "The message has schemaId '': enable the common alert schema")]
    [InlineData("""{"schemaId":"AzureMonitorMetricAlert","data":{}}""", "The message has schemaId 'AzureMonitorMetricAlert': enable the common alert schema")]
    [InlineData("""{"schemaId":"azureMonitorCommonAlertSchema"}""", "The message has no 'data.essentials'.")]
    [InlineData("""{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{}}}""", "The alert has no 'monitorCondition'.")]
    [InlineData("""{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"monitorCondition":"Odd"}}}""", "The alert's 'monitorCondition' is 'Odd'; it can be Fired or Resolved.")]
    [InlineData("""{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"monitorCondition":"Fired"}}}""", "The alert has no 'firedDateTime'")]
    [InlineData("""{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"monitorCondition":"Fired","firedDateTime":"soon"}}}""", "The alert's 'firedDateTime' is 'soon'")]
    public void What_cannot_be_read_is_rejected_with_the_reason(string body, string reason)
    {
        var group = Parse(body);
        group.Alerts.ShouldBeEmpty();
        group.Rejected.ShouldHaveSingleItem().Reason.ShouldStartWith(reason);
    }

    [Fact]
    public void Hostile_shapes_are_bounded_and_never_claim_to_be_this_systems_own()
    {
        var labels = new JsonObject { ["autocura_source"] = "sweep", ["long"] = new string('x', 5000), ["namespace"] = "shop", ["number"] = 7, ["nested"] = new JsonObject() };
        for (var n = 0; n < 500; n++)
        {
            labels[$"l{n}"] = "v";
        }

        var alert = Parse(Message("Prometheus", new JsonObject { ["labels"] = labels, ["condition"] = "odd", ["Dimensions"] = new JsonArray(1, "x", new JsonObject { ["name"] = 3 }) }.ToJsonString())).Alerts.ShouldHaveSingleItem();
        alert.Labels.Count.ShouldBeLessThanOrEqualTo(64);
        alert.IsOwn.ShouldBeFalse();
        alert.Labels.Values.ShouldAllBe(value => value.Length <= 1024);
        alert.Label("namespace").ShouldBe("shop");
    }

    private static AlertGroup Parse(string body) => Payload.Parse(Encoding.UTF8.GetBytes(body));

    private static string Message(string service, string context, Action<JsonObject>? change = null)
    {
        var essentials = new JsonObject
        {
            ["alertId"] = "/subscriptions/1/providers/Microsoft.AlertsManagement/alerts/b9569717-bc32-442f-add5-83a997729330",
            ["alertRule"] = "rule",
            ["severity"] = "Sev1",
            ["signalType"] = "Metric",
            ["monitorCondition"] = "Fired",
            ["monitoringService"] = service,
            ["alertTargetIDs"] = new JsonArray(Aks),
            ["configurationItems"] = new JsonArray("aks-shop"),
            ["originAlertId"] = "3f2d4487",
            ["firedDateTime"] = "2026-03-22T13:58:24.3713213Z",
            ["description"] = "something is wrong",
            ["essentialsVersion"] = "1.0",
            ["alertContextVersion"] = "1.0",
        };
        change?.Invoke(essentials);
        return new JsonObject { ["schemaId"] = "azureMonitorCommonAlertSchema", ["data"] = new JsonObject { ["essentials"] = essentials, ["alertContext"] = JsonNode.Parse(context) } }.ToJsonString();
    }
}
