using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class JobFailedDetectorTests
{
    private readonly ISweepDetector detector = new JobFailedDetector();

    [Fact]
    public void A_Job_that_gave_up_is_told_for_itself() =>
        detector.ShouldFind(SomeScene.Well() with { Jobs = [new JobLook("report", SomeScene.Ago(minutes: 1), "BackoffLimitExceeded: it failed 6 times")] }).Subject.ShouldBe(new Subject("Job", "shop", "report"));

    [Fact]
    public void One_of_yesterday_is_no_news() => detector.ShouldBeSilent(SomeScene.Well() with { Jobs = [new JobLook("report", SomeScene.Ago(days: 1), "BackoffLimitExceeded")] });
}
