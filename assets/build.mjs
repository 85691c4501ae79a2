// Turns sources and packages into build/: styles, script, fonts, pictures.
// Called as: node build.mjs <output folder>. What a browser fetches has its digest in its name, so it may
// be kept for ever; manifest.json tells which name is whose.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const out = process.argv[2]
const folderOf = (name) => dirname(require.resolve(`${name}/package.json`))

const write = (path, content) => {
  mkdirSync(dirname(join(out, path)), { recursive: true })
  writeFileSync(join(out, path), content)
}
const copy = (from, to) => {
  mkdirSync(dirname(join(out, to)), { recursive: true })
  cpSync(from, join(out, to))
}

const manifest = {}
const publish = (name, content) => {
  const ending = extname(name)
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const published = `${name.slice(0, -ending.length)}.${digest}${ending}`
  write(`static/${published}`, content)
  if (ending !== '.woff2') write(`static/${published}.gz`, gzipSync(content, { level: 9 }))
  manifest[name] = published
}

for (const part of ['static', 'fonts', 'test']) rmSync(join(out, part), { recursive: true, force: true })

const screen = folderOf('@fontsource/be-vietnam-pro')
for (const weight of ['400', '600', '700']) {
  for (const subset of ['latin', 'latin-ext', 'vietnamese']) {
    const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`
    publish(`motcua/fonts/${name}`, readFileSync(join(screen, 'files', name)))
  }
}
copy(join(screen, 'LICENSE'), 'static/motcua/fonts/LICENSE.txt')

for (const name of readdirSync(join(here, 'images'))) {
  publish(`motcua/images/${name}`, readFileSync(join(here, 'images', name)))
}

const styled = (name) => sass.compile(join(here, 'scss', name), {
  loadPaths: [join(here, 'node_modules')],
  style: 'compressed',
  quietDeps: true,
}).css
const css = styled('motcua.scss')
const linked = css.replace(/url\("?((?:fonts|images)\/[^")]+)"?\)/g, (_, name) => {
  const published = manifest[`motcua/${name}`]
  if (!published) throw new Error(`the style sheet asks for ${name}, which is not published`)
  return `url(${published.slice('motcua/'.length)})`
})
publish('motcua/motcua.css', linked)
publish('motcua/city.css', styled('city.scss'))
publish('motcua/studio.css', styled('studio.scss'))

const bundle = async (entry, name, target = ['es2020']) => {
  const { outputFiles: [made] } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target,
    legalComments: 'none',
    logLevel: 'warning',
    logOverride: { 'unsupported-dynamic-import': 'silent' },
  })
  publish(`motcua/${name}`, made.contents)
  return made.contents
}
const script = await bundle(join(here, 'js/motcua.js'), 'motcua.js')
// Loaded where they are needed: by pages that react, by the city's, by the studio's, with a chart or a map.
const atlas = dirname(require.resolve('maplibre-gl/package.json'))
const parts = {
  'pages that react': await bundle(join(here, 'js/asking.js'), 'asking.js'),
  'files sent piece by piece': await bundle(join(here, 'js/uploading.js'), 'uploading.js'),
  'pages that save': await bundle(join(here, 'js/saving.js'), 'saving.js'),
  tables: await bundle(join(here, 'js/cells.js'), 'cells.js'),
  'long lists': await bundle(join(here, 'js/listing.js'), 'listing.js'),
  signatures: await bundle(join(here, 'js/signing.js'), 'signing.js'),
  'places of questions': await bundle(join(here, 'js/place.js'), 'place.js'),
  city: await bundle(join(here, 'js/city.js'), 'city.js'),
  studio: await bundle(join(here, 'js/studio.js'), 'studio.js'),
  charts: await bundle(join(here, 'js/chart.js'), 'chart.js'),
  maps: await bundle(join(here, 'js/map.js'), 'map.js'),
  "maps' worker": await bundle(join(atlas, 'dist/maplibre-gl-worker.mjs'), 'map-worker.js'),
}
publish('motcua/map.css', readFileSync(join(atlas, 'dist/maplibre-gl.css')))
for (const [name, file] of [['maplibre-gl', 'LICENSE.txt'], ['vega', 'LICENSE'], ['vega-interpreter', 'LICENSE']]) {
  copy(join(here, 'node_modules', name, file), `static/motcua/LICENSE-${name}.txt`)
}
write('static/manifest.json', JSON.stringify(manifest, null, 1))

const faces = { Regular: '400Regular', Bold: '700Bold', Italic: '400Regular_Italic', BoldItalic: '700Bold_Italic' }
for (const [family, name] of [['be-vietnam-pro', 'BeVietnamPro'], ['tinos', 'Tinos']]) {
  const folder = folderOf(`@expo-google-fonts/${family}`)
  for (const [face, source] of Object.entries(faces)) {
    copy(join(folder, source, `${name}_${source}.ttf`), `fonts/${name}-${face}.ttf`)
  }
  copy(join(folder, 'LICENSE_FONT'), `fonts/${name}-LICENSE.txt`)
}
copy(join(folderOf('@expo-google-fonts/be-vietnam-pro'), '600SemiBold/BeVietnamPro_600SemiBold.ttf'),
  'fonts/BeVietnamPro-SemiBold.ttf')

copy(join(folderOf('axe-core'), 'axe.min.js'), 'test/axe.min.js')

const weigh = (content) => `${(gzipSync(content).length / 1024).toFixed(0)} kB`
const others = Object.entries(parts).map(([name, content]) => `${name} ${weigh(content)}`).join(', ')
console.log(`styles ${weigh(linked)}, script ${weigh(script)}; on pages of data: ${others} (compressed)`)
