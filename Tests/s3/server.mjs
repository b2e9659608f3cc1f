// An S3-speaking server on a free port of this machine, over the folder named; its port is the first line it prints.
// It ends with whoever started it: when its standard input does.
import S3rver from '@20minutes/s3rver'
import objects from '@20minutes/s3rver/lib/controllers/object.js'
import v4 from '@20minutes/s3rver/lib/signature/v4.js'

// Two things that S3 allows, the AWS client for .NET does and this server does not know: a slash behind a bucket's
// name, and one that is escaped in the name of what is copied.
const stringToSign = v4.getStringToSign
v4.getStringToSign = (asked, signature) =>
  stringToSign({ ...asked, uri: asked.uri.replace(/^\/[^/]+$/, '$&/') }, signature)
const copy = objects.putObjectCopy
objects.putObjectCopy = (ctx) => {
  ctx.headers['x-amz-copy-source'] = decodeURIComponent(ctx.headers['x-amz-copy-source'])
  return copy(ctx)
}

const [directory] = process.argv.slice(2)
const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, vhostBuckets: false, directory })
const { port } = await server.run()
console.log(port)
process.stdin.on('end', () => process.exit(0)).resume()
