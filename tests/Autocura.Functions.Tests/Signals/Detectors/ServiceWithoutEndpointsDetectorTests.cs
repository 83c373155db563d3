using Autocura.Signals;
using Autocura.Signals.Detectors;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class ServiceWithoutEndpointsDetectorTests
{
    private readonly ServiceWithoutEndpointsDetector detector = new ServiceWithoutEndpointsDetector();

    [Fact]
    public void A_Service_whose_pods_are_ready_and_that_leads_to_none_is_told_for_the_workload() =>
        detector.ShouldFind(SomeScene.Well() with { Services = [SomeScene.Service(ready: 0)] }).ShouldSatisfyAllConditions(
            finding => finding.Subject.ShouldBe(SomeScene.Cart), finding => finding.About.ShouldBe("cart"));

    [Fact]
    public void One_that_selects_what_no_pod_carries_is_told_for_itself() =>
        detector.ShouldFind(SomeScene.Well() with { Services = [SomeScene.Service(ready: 0, app: "cartt")] }).Subject.ShouldBe(new Subject("Service", "shop", "cart"));

    [Fact]
    public void Where_the_workload_lacks_pods_the_Service_only_shows_it()
    {
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Workload(ready: 0)) with { Services = [SomeScene.Service(ready: 0)] });
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Workload(wanted: 0, ready: 0)) with { Services = [SomeScene.Service(ready: 0)] });
    }

    [Fact]
    public void A_Service_may_be_made_before_its_pods() =>
        detector.Detect(SomeScene.Well() with { Services = [SomeScene.Service(ready: 0, app: "new") with { CreatedAt = SomeScene.Ago(minutes: 1) }] }).ShouldBeEmpty();
}
