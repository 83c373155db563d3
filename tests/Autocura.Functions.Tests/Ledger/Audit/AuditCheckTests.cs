using Autocura.Ledger.Audit;

namespace Autocura.Functions.Tests.Ledger.Audit;

public sealed class AuditCheckTests
{
    private const int Full = 4;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(68, 1)]
    [InlineData(69, 5)]
    [InlineData(203, 137)]
    public void What_was_written_is_whole_however_often_the_oldest_made_room(int records, long first)
    {
        var verdict = AuditCheck.Of(Chain(records).Content);
        verdict.Problems.ShouldBeEmpty();
        (verdict.First, verdict.Last.Number).ShouldBe((first, records));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(10)]
    public void A_part_that_is_just_being_set_aside_is_no_trouble(int records)
    {
        var chain = Chain(records - (records % Full));
        chain.Earlier[chain.Present.Index % AuditSegment.Kept] = new(chain.Present.WriteEarlier());
        AuditCheck.Of(chain.Content).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_word_that_was_changed_is_found_and_named() =>
        Problems(chain => chain.Edit(62, text => text.Replace("who-62", "who-26", StringComparison.Ordinal))).ShouldBe(["record 62 was changed: its hash is another's"]);

    [Fact]
    public void A_record_that_was_written_anew_with_its_hash_is_found() =>
        Problems(chain => chain.Edit(62, text => Forged(AuditRecord.Read(text)!))).ShouldBe(["record 63 does not follow record 62: one of them was replaced"]);

    [Fact]
    public void The_last_of_a_part_that_was_written_anew_is_found_at_the_seam() =>
        Problems(chain => chain.Edit(64, text => Forged(AuditRecord.Read(text)!)))[0].ShouldStartWith("part 15 ended with record 64 (");

    [Fact]
    public void A_record_that_was_taken_out_is_named() => Problems(chain => chain.Remove(62)).ShouldBe(["record 62 is missing"]);

    [Fact]
    public void Several_are_named_as_well() => Problems(chain => chain.Remove(62, 63)).ShouldBe(["records 62 to 63 are missing"]);

    [Fact]
    public void The_oldest_that_is_kept_cannot_be_taken_out() => Problems(chain => chain.Remove(37)).ShouldBe(["record 37 is missing"]);

    [Fact]
    public void Records_in_another_order_are_named() => Problems(chain => chain.Swap(62, 63))[..2].ShouldBe([
        "record.000000000062 holds record 63: it was put there", "record.000000000063 holds record 62: it was put there"]);

    [Fact]
    public void Text_that_says_the_same_in_other_signs_is_not_what_was_written() =>
        Problems(chain => chain.Edit(62, text => text.Replace("\"Number\":62", "\"Number\": 62", StringComparison.Ordinal)))[0].ShouldBe("record.000000000062 is not as it was written");

    [Fact]
    public void A_part_that_is_gone_is_named() => Problems(chain => chain.Earlier[12].Clear()).ShouldContain("part 12 of the record is missing: records after 48");

    [Fact]
    public void An_older_present_that_was_put_back_is_found() =>
        Problems(chain => chain.Present = Chain(90).Present).ShouldNotBeEmpty();

    [Fact]
    public void A_present_that_began_anew_is_found() =>
        Problems(chain => chain.Present = Chain(2).Present).ShouldContain(problem => problem.EndsWith("is only part 0: it was put back or replaced", StringComparison.Ordinal));

    [Fact]
    public void An_end_that_was_cut_off_is_found_by_who_saw_it()
    {
        var chain = Chain(100);
        var seen = AuditCheck.Of(chain.Content).Last;
        chain.Remove(100);
        AuditCheck.Of(chain.Content).Problems.ShouldBeEmpty("nothing in the cluster can tell");
        AuditCheck.Of(chain.Content, seen).Problems.ShouldBe(["record 100 was seen before and is gone: the end was cut off after record 99"]);
    }

    [Fact]
    public void A_record_written_anew_as_a_whole_is_found_by_who_saw_the_first() =>
        AuditCheck.Of(Chain(100, "others").Content, AuditCheck.Of(Chain(99).Content).Last).Problems.ShouldBe(["record 99 is another than the one seen before: the record was written anew"]);

    [Fact]
    public void Whatever_single_sign_is_changed_is_found()
    {
        var chance = new Random(20261121);
        for (var run = 0; run < 500; run++)
        {
            var chain = Chain(100);
            var number = chance.Next(37, 100);
            chain.Edit(number, text =>
            {
                var at = chance.Next(text.Length);
                return $"{text[..at]}{(char)(text[at] ^ (1 << chance.Next(5)))}{text[(at + 1)..]}";
            });
            AuditCheck.Of(chain.Content).Problems.ShouldNotBeEmpty($"run {run}, record {number}");
        }
    }

    [Fact]
    public void A_call_without_an_answer_is_told_and_is_no_problem()
    {
        var chain = new Built();
        chain.Add(new AuditEntry(AuditStage.Asked, "call-1", "UndoPlan") { Who = "ana" });
        chain.Add(new AuditEntry(AuditStage.Asked, "call-2", "UndoPlan") { Who = "ben" });
        chain.Add(new AuditEntry(AuditStage.Answered, "call-1", "UndoPlan") { Who = "ana", Status = 202 });
        var verdict = AuditCheck.Of(chain.Content);
        verdict.Unanswered.ShouldBe(["record 2: UndoPlan by ben (call-2)"]);
        verdict.IsWhole.ShouldBeTrue();
    }

    private static string[] Problems(Action<Built> tamper)
    {
        var chain = Chain(100);
        tamper(chain);
        return [.. AuditCheck.Of(chain.Content).Problems];
    }

    private static Built Chain(int records, string who = "who")
    {
        var chain = new Built();
        for (var number = 1; number <= records; number++) chain.Add(new AuditEntry(AuditStage.Answered, $"call-{number}", "SetKillSwitch") { Who = $"{who}-{number}", Said = "{\"stop\":true}", Status = 200 });
        return chain;
    }

    private static string Forged(AuditRecord record) => AuditRecord.After(record.Number - 1, record.Previous, record.Entry with { Who = "somebody else" }, record.At).Write();

    /// <summary>A chain as the trail would have written it, in parts of four.</summary>
    private sealed class Built
    {
        public AuditSegment Present { get; set; } = AuditSegment.First;

        public Dictionary<string, string>[] Earlier { get; } = [.. Enumerable.Range(0, AuditSegment.Kept).Select(_ => new Dictionary<string, string>())];

        public AuditContent Content => new(Present.Texts.Count == 0 ? new Dictionary<string, string>() : Present.Write(), Earlier);

        public void Add(AuditEntry entry)
        {
            var end = Present.End().ShouldNotBeNull();
            if (Present.Texts.Count >= Full)
            {
                Earlier[Present.Index % AuditSegment.Kept] = new(Present.WriteEarlier());
                Present = Present.Next(end);
            }

            Present = Present.With(AuditRecord.After(end.Number, end.Hash, entry, new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero).AddMinutes(end.Number)));
        }

        public void Edit(long number, Func<string, string> change) => Rewrite(texts => texts.ToDictionary(text => text.Key, text => text.Key == AuditSegment.KeyOf(number) ? change(text.Value) : text.Value));

        public void Remove(params long[] numbers) => Rewrite(texts => texts.Where(text => !numbers.Any(number => AuditSegment.KeyOf(number) == text.Key)).ToDictionary());

        public void Swap(long one, long other) => Rewrite(texts =>
        {
            if (texts.ContainsKey(AuditSegment.KeyOf(one))) (texts[AuditSegment.KeyOf(one)], texts[AuditSegment.KeyOf(other)]) = (texts[AuditSegment.KeyOf(other)], texts[AuditSegment.KeyOf(one)]);
            return texts;
        });

        private void Rewrite(Func<Dictionary<string, string>, Dictionary<string, string>> change)
        {
            for (var place = 0; place < Earlier.Length; place++) Earlier[place] = change(Earlier[place]);
            Present = Present with { Texts = [.. change(Present.Texts.ToDictionary()).OrderBy(text => text.Key, StringComparer.Ordinal)] };
        }
    }
}
