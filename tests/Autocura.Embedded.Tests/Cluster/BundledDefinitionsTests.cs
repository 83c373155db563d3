using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster;

public sealed class BundledDefinitionsTests
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    [Fact]
    public async Task Every_definition_would_be_accepted_from_a_user()
    {
        await using var server = await TemporaryServer.StartAsync();
        foreach (var definition in BundledDefinitions.Load())
        {
            var path = $"{Definitions}/{definition.Name()}";
            (await server.SendAsync(HttpMethod.Delete, path)).Code.ShouldBe(200, definition.Name());
            var answer = await server.PostAsync(Definitions, definition.ToJsonString());
            answer.Code.ShouldBe(201, $"{definition.Name()}: {answer.Message}");
            answer.Warnings.ShouldBeEmpty(definition.Name());
        }
    }

    [Theory]
    [InlineData("argoproj.io/v1alpha1", "Application", "applications", "app,apps", """{"project":"default","destination":{"namespace":"shop"},"source":{"repoURL":"https://git/shop","path":"."}}""")]
    [InlineData("argoproj.io/v1alpha1", "AppProject", "appprojects", "appproj,appprojs", """{"sourceRepos":["*"]}""")]
    [InlineData("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "kustomizations", "ks", """{"interval":"5m","prune":true,"sourceRef":{"kind":"GitRepository","name":"shop"}}""")]
    [InlineData("source.toolkit.fluxcd.io/v1", "GitRepository", "gitrepositories", "gitrepo", """{"interval":"1m","url":"https://git/shop"}""")]
    [InlineData("keda.sh/v1alpha1", "ScaledObject", "scaledobjects", "so", """{"scaleTargetRef":{"name":"cart"},"triggers":[{"type":"cpu","metadata":{"value":"60"}}]}""")]
    [InlineData("keda.sh/v1alpha1", "TriggerAuthentication", "triggerauthentications", "ta,triggerauth", """{"secretTargetRef":[{"name":"s","key":"k","parameter":"p"}]}""")]
    [InlineData("security.istio.io/v1", "AuthorizationPolicy", "authorizationpolicies", "ap", """{"action":"DENY","rules":[{"to":[{"operation":{"methods":["GET"]}}]}]}""")]
    [InlineData("security.istio.io/v1beta1", "PeerAuthentication", "peerauthentications", "pa", """{"mtls":{"mode":"STRICT"}}""")]
    [InlineData("security.istio.io/v1", "RequestAuthentication", "requestauthentications", "ra", """{"jwtRules":[{"issuer":"x"}]}""")]
    [InlineData("networking.istio.io/v1", "VirtualService", "virtualservices", "vs", """{"hosts":["cart"],"http":[{"fault":{"abort":{"httpStatus":500,"percentage":{"value":50}}},"route":[{"destination":{"host":"cart"}}]}]}""")]
    [InlineData("networking.istio.io/v1beta1", "DestinationRule", "destinationrules", "dr", """{"host":"cart"}""")]
    [InlineData("networking.istio.io/v1", "Gateway", "gateways", "gw", """{"selector":{"istio":"ingressgateway"}}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "PodChaos", "podchaos", "", """{"action":"pod-kill","mode":"one","selector":{"namespaces":["shop"],"labelSelectors":{"app":"cart"}}}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "NetworkChaos", "networkchaos", "", """{"action":"delay","mode":"all","selector":{},"delay":{"latency":"10ms"},"direction":"both","target":{"mode":"all","selector":{}}}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "StressChaos", "stresschaos", "", """{"mode":"all","selector":{},"stressors":{"memory":{"workers":4,"size":"256MB"}}}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "HTTPChaos", "httpchaos", "", """{"mode":"all","selector":{},"target":"Request","port":80,"abort":true}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "JVMChaos", "jvmchaos", "", """{"mode":"all","selector":{},"action":"stress","memType":"heap"}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "IOChaos", "iochaos", "", """{"mode":"all","selector":{},"action":"latency","volumePath":"/data","delay":"100ms","percent":50}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "TimeChaos", "timechaos", "", """{"mode":"all","selector":{},"timeOffset":"-5m"}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "DNSChaos", "dnschaos", "", """{"mode":"all","selector":{},"action":"error"}""")]
    [InlineData("chaos-mesh.org/v1alpha1", "Schedule", "schedules", "", """{"schedule":"@every 5m","type":"PodChaos","podChaos":{"action":"pod-kill","mode":"one","selector":{}}}""")]
    [InlineData("monitoring.coreos.com/v1", "ServiceMonitor", "servicemonitors", "smon", """{"selector":{"matchLabels":{"app":"cart"}},"endpoints":[{"port":"http","interval":"30s"}]}""")]
    [InlineData("monitoring.coreos.com/v1", "PrometheusRule", "prometheusrules", "promrule", """{"groups":[{"name":"g","rules":[{"alert":"Down","expr":"up == 0","for":"1m"}]}]}""")]
    [InlineData("serving.kserve.io/v1beta1", "InferenceService", "inferenceservices", "isvc", """{"predictor":{"model":{"modelFormat":{"name":"sklearn"}}}}""")]
    [InlineData("serving.kserve.io/v1alpha1", "ServingRuntime", "servingruntimes", "srt", """{"containers":[{"name":"kserve-container","image":"x:1"}]}""")]
    [InlineData("pingcap.com/v1alpha1", "TidbCluster", "tidbclusters", "tc", """{"version":"v7.5.0","pd":{"replicas":3,"baseImage":"pingcap/pd","requests":{"storage":"1Gi"}}}""")]
    public async Task Kinds_of_other_projects_are_served_as_those_have_them(string apiVersion, string kind, string plural, string shortNames, string spec)
    {
        await using var server = await TemporaryServer.StartAsync();
        var resource = (await server.GetAsync($"/apis/{apiVersion}")).Body.Items("resources").Single(known => known.Text("name") == plural);
        string.Join(',', resource.Items("shortNames")).ShouldBe(shortNames);
        var path = $"/apis/{apiVersion}/namespaces/default/{plural}";
        var created = await server.PostAsync(path, $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"x"},"spec":{{spec}}}""");
        created.Code.ShouldBe(201, created.Message);
        created.Warnings.ShouldBeEmpty();
        created.Body["spec"].ShouldSatisfyAllConditions(stored => JsonNode.DeepEquals(stored, JsonNode.Parse(spec)).ShouldBeTrue());
        (await server.PostAsync(path, $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"y"},"spec":5}""")).Code.ShouldBe(422);
    }
}
