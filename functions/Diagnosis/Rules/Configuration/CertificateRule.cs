using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>A certificate that is no longer valid, or not yet: whoever checks it refuses the connection.</summary>
internal sealed class CertificateRule : IDiagnosisRule
{
    private static readonly string[] Words =
    [
        "certificate has expired or is not yet valid", "certificate has expired", "certificate is not yet valid", "certificate expired", "cert_has_expired", "certificate_expired", "sslv3 alert certificate expired",
        "certificateexpiredexception", "certificatenotyetvalidexception",
    ];

    public string Cause => Diagnosis.Cause.CertificateExpired;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var word = evidence.FirstInLogs(Words);
        var invalid = (evidence.Surroundings?.Certificates ?? []).Where(certificate => certificate.NotAfter <= evidence.CollectedAt || certificate.NotBefore > evidence.CollectedAt).ToList();
        return invalid.Count > 0 ? invalid.Select(certificate => Blame(evidence, certificate, word))
            : word is not null ? [SomebodyElses(evidence, word)]
            : [];
    }

    private static Hypothesis Blame(Evidence evidence, CertificateView certificate, string? word)
    {
        var secret = new ObjectRef("v1", "Secret", evidence.Workload.Namespace, certificate.Secret) { Cluster = evidence.Workload.Cluster };
        var expired = certificate.NotAfter <= evidence.CollectedAt;
        var change = evidence.ChangedObjects().FirstOrDefault(one => one.Target.Kind == "Secret" && one.Target.Name == certificate.Secret);
        return new Hypothesis
        {
            Cause = Diagnosis.Cause.CertificateExpired,
            Culprit = secret,
            Headline = expired
                ? $"The certificate of {certificate.Subject} in Secret {certificate.Secret} expired {Timing.Span(evidence.CollectedAt - certificate.NotAfter)} ago."
                : $"The certificate of {certificate.Subject} in Secret {certificate.Secret} is not valid for another {Timing.Span(certificate.NotBefore - evidence.CollectedAt)}.",
            Clues =
            [
                new Clue(
                    expired ? $"{certificate.Subject} was valid until {certificate.NotAfter:yyyy-MM-dd HH:mm} UTC" : $"{certificate.Subject} is valid from {certificate.NotBefore:yyyy-MM-dd HH:mm} UTC on",
                    Likelihood.Strong) { SeenOn = secret, Field = expired ? "notAfter" : "notBefore", At = expired ? certificate.NotAfter : certificate.NotBefore },
                .. expired ? [Timing.Clue("it expired", certificate.NotAfter, evidence) with { SeenOn = secret, Field = "notAfter" }] : Array.Empty<Clue>(),
                .. word is not null ? [Said(word)] : Array.Empty<Clue>(),
                .. change?.Clues(evidence) ?? [],
                .. evidence.TrafficClues(),
            ],
            Remedies = change?.Remedies() ?? [],
            WouldChange = ["whether a newer certificate was issued and not yet taken up"],
        };
    }

    private static Hypothesis SomebodyElses(Evidence evidence, string word) => new()
    {
        Cause = Diagnosis.Cause.CertificateExpired,
        Headline = $"{evidence.Workload.Name} meets a certificate that is not valid (\"{word}\"); whose it is was not read.",
        Clues = [Said(word), .. evidence.TrafficClues()],
        WouldChange = ["whose certificate it is: the log line, or the other side's Secret, tells"],
    };

    // Nothing else makes a program say so, but for a clock that is wrong.
    private static Clue Said(string word) => new($"its log says \"{word}\"", Likelihood.Decisive) { Field = "log" };
}
