namespace Autocura.Diagnosis.Surroundings;

/// <summary>A certificate in a TLS Secret that the pods mount.</summary>
public sealed record CertificateView(string Secret, string Subject, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
