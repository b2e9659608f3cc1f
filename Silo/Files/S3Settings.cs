using Amazon.Runtime;
using Amazon.S3;
using SunGov.Silo.Hosting;

namespace SunGov.Silo.Files;

/// <summary>An S3-compatible object store that takes the files; told by the environment alone.</summary>
/// <param name="Bucket">SUNGOV_S3_BUCKET; it must exist.</param>
/// <param name="Endpoint">SUNGOV_S3_ENDPOINT, e.g. https://objects.example.cn.</param>
/// <param name="Region">SUNGOV_S3_REGION, us-east-1 where the store has none.</param>
/// <param name="Key">SUNGOV_S3_KEY, the access key's id.</param>
/// <param name="Secret">SUNGOV_S3_SECRET.</param>
public sealed record S3Settings(string Bucket, Uri Endpoint, string Region, string Key, string Secret)
{
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromHours(1);

    /// <summary>
    /// What the environment says; null where it names no bucket. Throws <see cref="StartException"/> with the remedy.
    /// </summary>
    public static S3Settings? Read(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment("SUNGOV_S3_BUCKET") is not { Length: > 0 } bucket)
        {
            return null;
        }

        var endpoint = Needed("SUNGOV_S3_ENDPOINT");
        return new S3Settings(
            bucket,
            Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : throw new StartException($"'{endpoint}' in SUNGOV_S3_ENDPOINT is not an http or https address"),
            environment("SUNGOV_S3_REGION") is { Length: > 0 } region ? region : "us-east-1",
            Needed("SUNGOV_S3_KEY"),
            Needed("SUNGOV_S3_SECRET"));

        string Needed(string name) => environment(name) is { Length: > 0 } value
            ? value
            : throw new StartException($"SUNGOV_S3_BUCKET is set, but not {name}; see docs/operations.md");
    }

    /// <summary>A client; path-style addresses, and no request that only Amazon's own service understands.</summary>
    /// <param name="http">Makes the connections; null for the usual ones.</param>
    public AmazonS3Client Client(HttpClientFactory? http = null)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = Endpoint.AbsoluteUri,
            AuthenticationRegion = Region,
            ForcePathStyle = true,
            MaxErrorRetry = 2,
            Timeout = LongestTransfer,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (http is not null)
        {
            config.HttpClientFactory = http;
        }

        return new AmazonS3Client(new BasicAWSCredentials(Key, Secret), config);
    }

    /// <summary>Without the secret, whatever prints it.</summary>
    public override string ToString() => $"{Bucket} at {Endpoint}";
}
