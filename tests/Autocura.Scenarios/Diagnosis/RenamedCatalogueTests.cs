using System.Text.RegularExpressions;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Scenarios;
using Autocura.Scenarios.Catalogue;
using Autocura.Support.Catalogue;
using Autocura.Support.Yardstick;
using Autocura.Support.Yardstick.Renaming;

namespace Autocura.Scenarios.Diagnosis;

/// <summary>The catalogue in other names and numbers is the same catalogue: its applications live, its faults show, its remedies heal.</summary>
public sealed partial class RenamedCatalogueTests
{
    private const int Seed = 3;
    private static readonly RenamedCatalogue Renamed = RenamedCatalogue.Of(Seed);

    [Theory]
    [InlineData("crash-after-release")]
    [InlineData("valkey-password")]
    [InlineData("details-service-selector")]
    [InlineData("hotel-profile-wrong-binary")]
    [InlineData("social-user-service-target-port")]
    public Task A_renamed_scenario_shows_what_it_says_and_its_remedy_heals_it(string name) =>
        ScenarioProof.RunAsync(Renamed.Scenario(name), new StageSettings { World = Renamed.World });

    [Fact]
    public void Every_scenario_can_be_renamed() =>
        Should.NotThrow(() => ScenarioCatalog.Load().All.Select(scenario => Renamed.Scenario(scenario.Name)).ToList());

    [Fact]
    public void No_workload_service_or_image_keeps_its_name()
    {
        var before = Named(ApplicationCatalog.Load());
        var after = Named(Renamed.World.Applications);

        after.Count.ShouldBe(before.Count);
        after.Intersect(before).ShouldBeEmpty();
    }

    [Fact]
    public void No_port_that_a_container_declares_keeps_its_number()
    {
        var before = Ports(ApplicationCatalog.Load());

        Ports(Renamed.World.Applications).Intersect(before).ShouldBeEmpty();
    }

    [Fact]
    public void A_right_answer_is_renamed_with_its_object() =>
        Renamed.Renamed(new Fault("WrongCredentials", "Deployment otel-demo/cart")).Object.ShouldMatch(RenamedDeployment().ToString());

    private static HashSet<string> Named(ApplicationCatalog applications) =>
    [
        .. from application in applications.All
           from manifest in applications.Manifests(application.Name)
           where manifest.Kind() is "Deployment" or "StatefulSet" or "Service"
           select $"{application.Name} {manifest.Kind()} {manifest.Namespace()}/{manifest.Name()}",
        .. from application in applications.All
           from manifest in applications.Manifests(application.Name)
           where manifest.Kind() is "Deployment" or "StatefulSet"
           select manifest["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>() into image
           where !Everyday().IsMatch(image)
           select image,
    ];

    private static HashSet<string> Ports(ApplicationCatalog applications) =>
    [
        .. from application in applications.All
           from manifest in applications.Manifests(application.Name)
           where manifest.Kind() is "Deployment" or "StatefulSet"
           from port in manifest["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]?.AsArray() ?? []
           select port!["containerPort"]!.ToJsonString(),
    ];

    [GeneratedRegex("\\ADeployment [a-z]{6}/[a-z]{6}\\z")]
    private static partial Regex RenamedDeployment();

    /// <summary>Images that every cluster knows the behaviour of, by their names.</summary>
    [GeneratedRegex("busybox|nginx|pause")]
    private static partial Regex Everyday();
}
