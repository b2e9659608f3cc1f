using Amazon.S3;
using Amazon.S3.Model;

namespace SunGov.Silo.Files;

/// <summary>The bytes of an object, fetched from where they are read on; a seek costs one more request.</summary>
internal sealed class S3Blob(AmazonS3Client client, string bucket, string key, long length) : Stream
{
    private GetObjectResponse? _response;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (value != _position)
            {
                End(ref _response);
                _position = value;
            }
        }
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        _response ??= await client.GetObjectAsync(
            new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = new ByteRange(_position, length - 1) },
            cancellationToken);
        var read = await _response.ResponseStream.ReadAsync(buffer, cancellationToken);
        _position += read;
        return read > 0 ? read : throw new IOException($"{key} ends before its length");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An object is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override void SetLength(long value) => throw new NotSupportedException("An object is read only.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An object is read only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End(ref _response);
        }

        base.Dispose(disposing);
    }

    private static void End(ref GetObjectResponse? response)
    {
        response?.Dispose();
        response = null;
    }
}
