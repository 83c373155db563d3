using Autocura.Signals;
using Autocura.Signals.Detectors;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class ContainerConfigDetectorTests
{
    private readonly ISweepDetector detector = new ContainerConfigDetector();

    [Theory]
    [InlineData("CreateContainerConfigError")]
    [InlineData("CreateContainerError")]
    [InlineData("RunContainerError")]
    public void A_container_that_cannot_be_made_is_told(string reason) => detector.ShouldFind(SomeScene.With(SomeScene.Pod(SomeScene.Container(reason)))).Detail.ShouldContain(reason);

    [Fact]
    public void Not_in_its_first_minute() =>
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod(SomeScene.Container("CreateContainerConfigError")) with { NotReadySince = SomeScene.Ago(seconds: 30) }));
}
