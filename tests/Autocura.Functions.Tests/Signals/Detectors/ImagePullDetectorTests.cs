using Autocura.Signals;
using Autocura.Signals.Detectors;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class ImagePullDetectorTests
{
    private readonly ISweepDetector detector = new ImagePullDetector();

    [Theory]
    [InlineData("ImagePullBackOff")]
    [InlineData("ErrImagePull")]
    [InlineData("InvalidImageName")]
    public void An_image_that_cannot_be_pulled_is_told(string reason) => detector.ShouldFind(SomeScene.With(SomeScene.Pod(SomeScene.Container(reason)))).Detail.ShouldContain(reason);

    [Fact]
    public void A_registry_may_have_its_moment() =>
        detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod(SomeScene.Container("ErrImagePull")) with { NotReadySince = SomeScene.Ago(seconds: 20) }));

    [Fact]
    public void Other_reasons_to_wait_are_not_its_business() => detector.ShouldBeSilent(SomeScene.With(SomeScene.Pod(SomeScene.Container("ContainerCreating"), SomeScene.Container("CrashLoopBackOff", 9))));
}
