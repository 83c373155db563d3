using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class SymptomsTests
{
    [Theory]
    [InlineData(0.049, false)]
    [InlineData(0.05, true)]
    public void One_request_in_twenty_is_many(double ratio, bool fails) => Nearby.Failing(ratio).Fails().ShouldBe(fails);

    [Fact]
    public void Logs_kept_elsewhere_are_read_as_those_of_the_cluster() =>
        (Some.Evidence() with { ExternalLogs = ["app: Connection REFUSED by ledger"] }).FirstInLogs(["connection refused"]).ShouldBe("connection refused");

    [Theory]
    [InlineData("call to ledger failed: dial tcp ledger:8080: i/o timeout", "i/o timeout")]
    [InlineData("redis://ledger.shop.svc: connection refused", "connection refused")]
    [InlineData("ledger-db: connection refused", null)]
    [InlineData("calls to ledger succeed\nother: connection refused", null)]
    public void A_log_complains_of_whom_the_same_line_names(string log, string? word) => Some.Evidence().Saying(log).ComplaintOf("ledger").ShouldBe(word);

    [Fact]
    public void Few_failures_are_many_where_there_were_none() =>
        Nearby.Serving().With(Strained.Series(Signal.ErrorRatio, 0.001, 0.02)).ShouldSatisfyAllConditions(
            evidence => evidence.Fails().ShouldBeTrue(),
            evidence => evidence.Trouble().ShouldBe("requests fail more often (0.1% before, 2.0% now)"));

    [Fact]
    public void What_moved_by_chance_did_not_rise() =>
        Nearby.Serving().With(Strained.Series(Signal.LatencyP95, 0.1, 0.9) with { Shift = 2.9 }).IsSlow().ShouldBeFalse();

    [Fact]
    public void What_hardly_rose_is_not_slow() => Nearby.Serving().With(Strained.Series(Signal.LatencyP95, 0.1, 0.14)).IsSlow().ShouldBeFalse();

    [Fact]
    public void Answers_that_take_longer_are_slow() =>
        Nearby.Serving().With(Strained.Series(Signal.LatencyP95, 0.1, 0.9)).ShouldSatisfyAllConditions(
            evidence => evidence.IsSlow().ShouldBeTrue(),
            evidence => evidence.Trouble().ShouldBe("answers take longer (p95 0.10 s before, 0.90 s now)"));

    [Theory]
    [InlineData(20, 5, true)]
    [InlineData(20, 6, false)]
    [InlineData(0, 0, false)]
    public void Three_of_four_requests_that_stay_away_leave_it_deserted(double before, double after, bool deserted) =>
        Some.Evidence().With(Strained.Series(Signal.RequestRate, before, after)).IsDeserted().ShouldBe(deserted);

    [Fact]
    public void Pods_that_are_ready_and_did_not_end_lately_are_well()
    {
        Some.Evidence().PodsAreWell().ShouldBeTrue();
        Faulty.BadImage().PodsAreWell().ShouldBeFalse();
        Faulty.ScaledToZero().PodsAreWell().ShouldBeFalse();
        (Some.Evidence() with { Pods = [] }).PodsAreWell().ShouldBeFalse();
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(11, true)]
    public void An_end_counts_until_five_minutes_before_the_trouble(int minutesAgo, bool well)
    {
        var again = new ContainerStateView { Name = "app", Ready = true, Restarts = 1, LastEnd = "Error", LastEndAt = Some.Noon - TimeSpan.FromMinutes(minutesAgo) };
        var healthy = Some.Evidence();

        (healthy with { Pods = [.. healthy.Pods.Select(pod => pod with { Containers = [again] })] }).PodsAreWell().ShouldBe(well);
    }

    [Fact]
    public void Requests_that_fail_before_pods_that_are_well_say_more_than_before_pods_that_are_not()
    {
        var well = Nearby.Failing().TrafficClues().ShouldHaveSingleItem();
        var ill = (Faulty.CrashAfterRelease() with { ErrorRatio = 0.4, RequestRate = 20 }).TrafficClues().ShouldHaveSingleItem();

        well.Text.ShouldBe("every pod is ready, and yet 40% of the requests fail");
        well.Weight.ShouldBeGreaterThan(ill.Weight);
        ill.Weight.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Requests_that_are_served_speak_against_and_none_that_were_counted_say_nothing()
    {
        Nearby.Serving().TrafficClues().ShouldHaveSingleItem().Weight.ShouldBeLessThan(0);
        Some.Evidence().TrafficClues().ShouldBeEmpty();
        (Nearby.Serving() with { Onset = Some.Noon - TimeSpan.FromSeconds(30) }).TrafficClues().ShouldBeEmpty();
    }

    [Fact]
    public void The_first_symptom_is_the_earliest_sign_within_an_hour_of_the_alert()
    {
        var onset = Some.Evidence().Onset;

        Some.Evidence().FirstSymptomAt().ShouldBe(onset);
        Faulty.BadImage().FirstSymptomAt().ShouldBe(Some.Noon - TimeSpan.FromMinutes(7));
        Some.Evidence().With(Strained.Series(Signal.LatencyP95, 0.1, 0.9, minutesAgo: 30)).FirstSymptomAt().ShouldBe(Some.Noon - TimeSpan.FromMinutes(30));
        Some.Evidence().With(Strained.Series(Signal.LatencyP95, 0.1, 0.9, minutesAgo: 66)).FirstSymptomAt().ShouldBe(onset);
        Some.Evidence().With(Strained.Series(Signal.LatencyP95, 0.1, 0.9, minutesAgo: 1)).FirstSymptomAt().ShouldBe(onset);
    }

    [Fact]
    public void Logs_are_searched_in_any_case_and_so_is_what_a_container_waits_for()
    {
        Nearby.Failing().Saying("WRONGPASS: invalid").FirstInLogs(["nothing", "wrongpass"]).ShouldBe("wrongpass");
        Faulty.BadImage().FirstInLogs(["back-off pulling"]).ShouldBe("back-off pulling");
        Nearby.Failing().FirstInLogs(["wrongpass"]).ShouldBeNull();
    }

    [Fact]
    public void A_warning_is_found_by_its_reason_or_by_words_of_its_message()
    {
        var warned = Some.Evidence() with { Warnings = [new EventView("FailedMount", "MountVolume.SetUp failed", "Pod/cart-2-a", 3, Some.Noon)] };

        warned.Warning("mountvolume.setup").ShouldNotBeNull();
        warned.Warning("FailedMount").ShouldNotBeNull();
        warned.Warning("FailedCreate").ShouldBeNull();
    }
}
